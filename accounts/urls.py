from django.urls import path

from accounts import views
from accounts.second_factor import views as second_factor
from shop.stale_forms import answers_stale_form, form_anew

app_name = "accounts"

login = answers_stale_form(views.enter_anew)(views.Login.as_view())
logout = answers_stale_form(views.log_out_anew)(views.Logout.as_view())
password_change = answers_stale_form(form_anew)(views.PasswordChange.as_view())
password_reset = answers_stale_form(form_anew)(views.PasswordReset.as_view())
password_reset_confirm = answers_stale_form(form_anew)(views.PasswordResetConfirm.as_view())

urlpatterns = [
    path("auth/register/", views.register, name="register"),
    path("auth/login/", login, name="login"),
    path("auth/code/", second_factor.code, name="code"),
    path("auth/logout/", logout, name="logout"),
    path("auth/password/change/", password_change, name="password_change"),
    path("auth/password/reset/", password_reset, name="password_reset"),
    path("auth/password/reset/sent/", views.PasswordResetSent.as_view(), name="password_reset_sent"),
    path("auth/password/reset/<uidb64>/<token>/", password_reset_confirm, name="password_reset_confirm"),
    path("account/", views.account, name="account"),
]
