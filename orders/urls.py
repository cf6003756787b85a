from django.urls import path

from orders import views

app_name = "orders"
urlpatterns = [
    path("orders/", views.orders, name="orders"),
    path("orders/new/", views.new_order, name="new_order"),
    path("orders/<slug:number>/", views.order, name="order"),
    path("orders/<slug:number>/pay/", views.pay, name="pay"),
    path("orders/<slug:number>/cancel/", views.cancel, name="cancel"),
    path("account/delete/", views.close, name="close"),
]
