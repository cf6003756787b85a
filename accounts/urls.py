from django.contrib.auth.views import LogoutView
from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("auth/register/", views.register, name="register"),
    path("auth/login/", views.Login.as_view(), name="login"),
    path("auth/logout/", LogoutView.as_view(), name="logout"),
    path("auth/password/change/", views.PasswordChange.as_view(), name="password_change"),
    path("auth/password/reset/", views.PasswordReset.as_view(), name="password_reset"),
    path("auth/password/reset/sent/", views.PasswordResetSent.as_view(), name="password_reset_sent"),
    path("auth/password/reset/<uidb64>/<token>/", views.PasswordResetConfirm.as_view(), name="password_reset_confirm"),
    path("account/", views.account, name="account"),
]
