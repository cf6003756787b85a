from django.urls import path

from orders.views import account, checkout, enter, orders

app_name = "orders"
urlpatterns = [
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", checkout.new_order, name="new_order"),
    path("orders/new/account/", enter.enter, name="enter"),
    path("orders/<slug:number>/", orders.order, name="order"),
    path("orders/<slug:number>/<slug:invoice>/print/", orders.invoice, name="invoice"),
    path("orders/<slug:number>/pay/", orders.pay, name="pay"),
    path("orders/<slug:number>/cancel/", orders.cancel, name="cancel"),
    path("orders/<slug:number>/cart/", orders.put_back, name="put_back"),
    path("account/data/", account.own_data, name="own_data"),
    path("account/delete/", account.close, name="close"),
]
