"""The page that asks for a code at a login, and the staff's pages to set up, renew and remove a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ConfirmForm
from accounts.requests import SignedInRequest, is_signed_in
from accounts.second_factor import codes
from accounts.second_factor.forms import CodeForm
from accounts.second_factor.login import pass_code, waiting, wants_code
from accounts.views import next_address
from shop.responses import SeeOther, button_on
from shop.second_factor import is_passed, lead_there
from shop.stale_forms import answers_stale_form, form_anew

View = Callable[..., HttpResponse]


@answers_stale_form(form_anew)
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """For a login that waits, and for who had logged in before the second factor was set up."""
    asked = waiting(request)
    if is_signed_in(request) and wants_code(request.user) and not is_passed(request.user):
        asked = request.user, next_address(request, otherwise=reverse("admin:index"))
    if asked is None:
        return SeeOther(next_address(request) if request.user.is_authenticated else reverse("accounts:login"))
    user, next_page = asked
    form = CodeForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        pass_code(request, user, form.device)
        return SeeOther(next_page)
    return render(request, "accounts/code.html", {"form": form, "email": user.email})


def staff_alone(view: View) -> View:
    """Who has a second factor must have passed it. Who has none may set one up."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not (is_signed_in(request) and request.user.is_active and request.user.is_staff):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if wants_code(request.user) and not is_passed(request.user):
            return lead_there(request)
        return view(request)

    return guarded


def the_page() -> str:
    return reverse("second_factor:second_factor")


@staff_alone
@require_safe
def second_factor(request: SignedInRequest) -> HttpResponse:
    return page(request)


def page(
    request: SignedInRequest, *, password: ConfirmForm | None = None, code: CodeForm | None = None
) -> HttpResponse:
    """The page with the form that can be used now; `password` or `code` is the one that was refused."""
    device = codes.device_of(request.user)
    context = {
        "device": device,
        "form": (code or CodeForm(request, request.user)) if device else (password or ConfirmForm(request)),
        "left": codes.recovery_codes_left(request.user),
        "is_required": settings.STAFF_SECOND_FACTOR,
    }
    return in_admin(request, "second_factor", _("Second factor"), context)


def in_admin(request: SignedInRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
    site = admin.site.each_context(request)
    # While the admin is closed its list of models would lead nowhere.
    around = site | {"title": title, "is_nav_sidebar_enabled": site["has_permission"]}
    return render(request, f"admin/accounts/{template}.html", around | context)


@staff_alone
@button_on(the_page)
@sensitive_post_parameters("password")
def begin(request: SignedInRequest) -> HttpResponse:
    """Asks for the password: a computer that was left alone must not lock out its owner."""
    form = ConfirmForm(request, request.POST)
    if codes.device_of(request.user) or not form.is_valid():
        return page(request, password=form)
    codes.begin(request.user)
    return SeeOther(reverse("second_factor:set_up"))


@staff_alone
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: SignedInRequest) -> HttpResponse:
    """Shows the secret until the first code was typed, and then never again."""
    device = codes.begun(request.user)
    if device is None:
        return SeeOther(the_page())
    data = request.POST if request.method == "POST" else None
    form = CodeForm(request, request.user, data, check=lambda _user, typed: codes.confirm(device, typed))
    if form.is_valid():
        pass_code(request, request.user, form.device)
        return shown_once(request)
    context = {"form": form, "drawing": codes.drawing_of(device), "secret": codes.secret_of(device)}
    return in_admin(request, "second_factor_set_up", _("Set up a second factor"), context)


def shown_once(request: SignedInRequest) -> HttpResponse:
    made = codes.make_recovery_codes(request.user)
    return in_admin(request, "recovery_codes", _("Recovery codes"), {"codes": made})


def with_code(view: View) -> View:
    """A button that asks for a code again."""

    @staff_alone
    @button_on(the_page)
    @sensitive_post_parameters("code")
    @wraps(view)
    def asked(request: SignedInRequest) -> HttpResponse:
        form = CodeForm(request, request.user, request.POST)
        if not codes.device_of(request.user) or not form.is_valid():
            return page(request, code=form)
        return view(request)

    return asked


@with_code
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    return shown_once(request)


@with_code
def remove(request: SignedInRequest) -> HttpResponse:
    codes.remove(request.user, by=request.user)
    messages.success(request, _("The second factor has been removed."))
    return SeeOther(the_page())
