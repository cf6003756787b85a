from django.urls import path

from catalog.views import compare, fit, home, product, product_list, replace

app_name = "catalog"
urlpatterns = [
    path("", home.home, name="home"),
    path("products/", product_list.product_list, name="product_list"),
    path("products/<slug:slug>/", product.product, name="product"),
    path("fit/", fit.fit, name="fit"),
    path("fit/lamp/", fit.remember_lamp, name="remember_lamp"),
    path("fit/replace/", replace.replace, name="replace"),
    path("fit/ring-gauge/", fit.ring_gauge, name="ring_gauge"),
    path("compare/", compare.compare, name="compare"),
]
