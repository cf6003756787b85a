"""In the admin, before its own addresses: these pages are open to who has not passed the second factor yet."""

from django.urls import path

from accounts.second_factor import views

app_name = "second_factor"

urlpatterns = [
    path("", views.second_factor, name="second_factor"),
    path("begin/", views.begin, name="begin"),
    path("set-up/", views.set_up, name="set_up"),
    path("recovery-codes/", views.recovery_codes, name="recovery_codes"),
    path("remove/", views.remove, name="remove"),
]
