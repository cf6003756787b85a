from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from shop import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("login/", LoginView.as_view(template_name="shop/login.html"), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("", views.ProductList.as_view(), name="catalogue"),
    path("c/<slug:slug>/", views.ProductList.as_view(), name="category"),
    path("p/<slug:slug>/", views.ProductDetail.as_view(), name="product"),
    path("search/", views.Search.as_view(), name="search"),
    path("cart/", views.CartView.as_view(), name="cart"),
    path("cart/add/<int:pk>/", views.add_to_cart, name="add"),
    path("checkout/", views.Checkout.as_view(), name="checkout"),
    path("orders/<int:pk>/", views.OrderDetail.as_view(), name="order"),
]
