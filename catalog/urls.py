from django.urls import path

from catalog.views import fit as fit_views
from catalog.views import product as views

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("products/", views.product_list, name="product_list"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("fit/", fit_views.fit, name="fit"),
    path("fit/lamp/", fit_views.remember_lamp, name="remember_lamp"),
    path("fit/ring-gauge/", fit_views.ring_gauge, name="ring_gauge"),
    path("compare/", fit_views.compare, name="compare"),
]
