"""Pages of an account. Django's own views where they do the work."""

import posixpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms import (
    ConfirmForm,
    LoginForm,
    PasswordChangeForm,
    PasswordResetForm,
    RegistrationForm,
    SetPasswordForm,
)
from accounts.password_reset import ask_for_link
from accounts.requests import SignedInRequest
from accounts.second_factor.login import CodeWanted, ask_for_code, wants_code
from accounts.throttle import LINKS_OF_VISITOR, LINKS_TO_ADDRESS, TooManyAttempts, attempt
from shop.context import set_shown_page
from shop.language import current_language, in_language
from shop.responses import SeeOther, is_path_here
from shop.stale_forms import answers_stale_form, form_anew, typed_before
from shop.visitors import network_of

# Never the target of a redirect: these would redirect to themselves, or log out again.
NOWHERE = ("accounts:login", "accounts:register", "accounts:logout", "accounts:code", "admin:login", "admin:logout")


def next_address(request: HttpRequest, *, otherwise: str = "") -> str:
    """The page wanted before logging in (`next`), a path of this site; if it is none, `otherwise` or the home page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if not is_path_here(asked):
        return otherwise or reverse("catalog:home")
    # If the visitor has changed the language on the way, the new one is kept.
    path = in_language(asked, current_language())
    return path if is_path_here(path) and not leads_nowhere(path) else otherwise or reverse("catalog:home")


def leads_nowhere(address: str) -> bool:
    """Whether the address, in any spelling, is the log-in page or another of NOWHERE."""
    path = f"{posixpath.normpath(unquote(urlsplit(address).path).casefold())}/"
    return in_language(path, settings.LANGUAGE_CODE) in {
        in_language(reverse(name), settings.LANGUAGE_CODE) for name in NOWHERE
    }


def enter_anew(request: HttpRequest) -> HttpResponse:
    """The form again; if the visitor has logged in in another tab meanwhile, the next page."""
    return SeeOther(next_address(request)) if request.user.is_authenticated else form_anew(request)


@sensitive_post_parameters("password")
@answers_stale_form(enter_anew)
def register(request: HttpRequest) -> HttpResponse:
    """Creates an account, logs in with it, and redirects to the page the visitor wanted."""
    if request.user.is_authenticated:
        return SeeOther(next_address(request))
    form = RegistrationForm(
        request,
        request.POST if request.method == "POST" else None,
        initial=typed_before(request),
        login_address=f"{reverse('accounts:login')}?next={quote(next_address(request))}",
    )
    if is_registered(request, form):
        return SeeOther(next_address(request))
    return render(request, "accounts/register.html", {"form": form, "next": next_address(request)})


def is_registered(request: HttpRequest, form: RegistrationForm) -> bool:
    """Whether the form has made an account, which is then logged in; if not, the form has the errors.

    Raises CodeWanted.
    """
    user = form.save() if form.is_valid() else None
    if user is None:
        return False
    if wants_code(user):
        # A second click comes minutes later at most; until then staff may have set up a phone.
        raise CodeWanted(user)
    login(request, user)
    messages.success(request, _("Your account is ready, and you are logged in."))
    return True


class Login(auth_views.LoginView):
    template_name = "accounts/login.html"
    form_class = LoginForm
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, Any]:
        return dict(typed_before(self.request))

    def get_success_url(self) -> str:
        return next_address(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"section": "login", "next": next_address(self.request)}


class Logout(auth_views.LogoutView):
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Redirects to the page with the button: a link must not log anybody out."""
        return SeeOther(reverse("accounts:account" if request.user.is_authenticated else "catalog:home"))

    def get_success_url(self) -> str:
        return next_address(self.request)


def log_out_anew(request: HttpRequest) -> HttpResponse:
    """For a stale token: visitors who are logged out already are redirected as usual, others press the button again."""
    if request.user.is_authenticated:
        return form_anew(request)
    return SeeOther(reverse("catalog:home"))


class PasswordChange(auth_views.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:account")

    def get_form(self, form_class: Any = None) -> PasswordChangeForm:
        return PasswordChangeForm(self.request, self.request.POST if self.request.method == "POST" else None)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password has been changed."))
        return response


class PasswordReset(auth_views.PasswordResetView):
    template_name = "accounts/password_reset.html"
    form_class = PasswordResetForm

    def get_initial(self) -> dict[str, Any]:
        return dict(typed_before(self.request))

    def form_valid(self, form: Any) -> HttpResponse:
        email = form.cleaned_data["email"]
        try:
            attempt(self.request, LINKS_OF_VISITOR, network_of(self.request))
            attempt(self.request, LINKS_TO_ADDRESS, email)
        except TooManyAttempts as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        ask_for_link(email, current_language())
        return SeeOther(reverse("accounts:password_reset_sent"))


class PasswordResetSent(auth_views.PasswordResetDoneView):
    template_name = "accounts/password_reset_sent.html"


class PasswordResetConfirm(auth_views.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    form_class = SetPasswordForm
    success_url = reverse_lazy("accounts:account")

    @property
    def post_reset_login(self) -> bool:  # type: ignore[override]  # an attribute of Django's view
        """Not past a second factor: the mailbox may be in the hands of another."""
        return not wants_code(self.user)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if wants_code(self.user):
            return ask_for_code(self.request, self.user, str(self.success_url))
        messages.success(self.request, _("Your password has been changed, and you are logged in."))
        return response


@login_required
def account(request: SignedInRequest) -> HttpResponse:
    return account_page(request)


def account_page(request: SignedInRequest, *, closing_form: ConfirmForm | None = None) -> HttpResponse:
    """The account page with its two forms; `closing_form` is the refused form, with its errors."""
    set_shown_page(request, reverse("accounts:account"))
    context = {
        "section": "account",
        "password_form": PasswordChangeForm(request),
        "refused": closing_form and closing_form.errors,
        "closing_form": closing_form or ConfirmForm(request),
    }
    return render(request, "accounts/account.html", context)
