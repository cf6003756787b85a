from django.urls import path

from cart import views

app_name = "cart"
urlpatterns = [
    path("cart/", views.cart, name="cart"),
    path("cart/mend/", views.mend_cart, name="mend_cart"),
    path("cart/items/", views.add_item, name="add_item"),
    path("cart/items/<int:product_id>/", views.change_item, name="change_item"),
]
