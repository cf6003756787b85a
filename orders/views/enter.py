"""The page between cart and checkout for a visitor without a login: create an account or log in."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import LoginForm, RegistrationForm
from accounts.views import is_registered, next_address
from shop.context import set_shown_page
from shop.responses import SeeOther
from shop.stale_forms import answers_stale_form, form_anew, typed_before


def after_enter(request: HttpRequest) -> str:
    """Where the visitor goes next: the checkout, unless the page was asked for with another `next`."""
    return next_address(request, otherwise=reverse("orders:new_order"))


def enter_anew(request: HttpRequest) -> HttpResponse:
    return SeeOther(after_enter(request)) if request.user.is_authenticated else form_anew(request)


@answers_stale_form(enter_anew)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def enter(request: HttpRequest) -> HttpResponse:
    """Two forms side by side. Only the one that was sent is read, so an error in it leaves the other as it was."""
    if request.user.is_authenticated:
        return SeeOther(after_enter(request))
    is_known = request.method == "POST" and "username" in request.POST
    is_new = request.method == "POST" and not is_known
    typed = typed_before(request)
    known = LoginForm(request, request.POST if is_known else None, initial=typed, auto_id="known_%s")
    new = RegistrationForm(
        request, request.POST if is_new else None, initial=typed, auto_id="new_%s", login_address="#known_username"
    )
    if is_known and known.is_valid():
        login(request, known.get_user())
        return SeeOther(after_enter(request))
    if is_new and is_registered(request, new):
        return SeeOther(after_enter(request))
    set_shown_page(request, reverse("orders:enter"))
    context = {"new": new, "known": known, "refused": new.errors or known.errors, "next": after_enter(request)}
    return render(request, "orders/enter.html", context)
