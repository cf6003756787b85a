"""A login with the right password that waits for its code. Until that is given, nobody is logged in."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django_otp import login as mark_as_passed
from django_otp.models import Device

from accounts.models import User
from shop.responses import GetResponse, SeeOther
from shop.second_factor import has_device

WAITING = "login_waits_for_code"
SECONDS = 10 * 60


def wants_code(user: User) -> bool:
    return user.is_active and user.is_staff and has_device(user)


class CodeWanted(Exception):
    """The password is right, and a code is asked for before its owner is logged in."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user


class AsksForCodeAfterwards:
    """For a form that logs in. Raises CodeWanted instead of handing out an account that has a second factor."""

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)  # type: ignore[misc]  # of the form it is mixed into
        if wants_code(user):
            raise CodeWanted(user)


class AsksForCode:
    """Middleware: wherever a login asks for a code, the page for it comes next."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, CodeWanted):
            return None
        # Imported late: those views import the forms that import this.
        from accounts.views import next_address

        is_admin = request.resolver_match is not None and request.resolver_match.view_name == "admin:login"
        return ask_for_code(
            request, error.user, next_address(request, otherwise=reverse("admin:index") if is_admin else "")
        )


def ask_for_code(request: HttpRequest, user: User, next_page: str) -> HttpResponse:
    """Remembers the login in the session, for some minutes. Whoever was logged in there is logged out."""
    if SESSION_KEY in request.session:
        request.session.flush()
    else:
        # Whoever knew the session before the password was typed does not know that of the login that waits.
        request.session.cycle_key()
    request.session[WAITING] = {
        "user": user.pk,
        # A new password ends it.
        "hash": user.get_session_auth_hash(),
        "next": next_page,
        "ends_at": int(time.time()) + SECONDS,
    }
    return SeeOther(reverse("accounts:code"))


def waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Whose code is asked for, and the page that comes next; None if no login waits."""
    login_waits = request.session.get(WAITING)
    if not login_waits or login_waits["ends_at"] < time.time():
        return None
    user = User.objects.filter(pk=login_waits["user"]).first()
    if not user or not wants_code(user) or not constant_time_compare(login_waits["hash"], user.get_session_auth_hash()):
        return None
    return user, login_waits["next"]


def pass_code(request: HttpRequest, user: User, device: Device) -> None:
    """Logs in with the second factor, under a new key of the session; who is logged in already keeps its content."""
    request.session.pop(WAITING, None)
    if request.user.pk == user.pk:
        request.session.cycle_key()
        mark_as_passed(request, device)
        return
    user.otp_device = device  # type: ignore[attr-defined]  # django-otp's own attribute
    # Of a session of somebody else Django keeps nothing.
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
