"""Forms with a stale CSRF token: the session ended, or the visitor logged in or out in another tab.

Django's guard refuses such a post before its view is asked. A view that is marked here answers it all the same: with
its form, anew. Nothing may be changed by that answer, for nobody knows that the visitor wanted it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.utils.translation import gettext as _

from shop.security import is_of_another_site

View = TypeVar("View", bound=Callable[..., Any])


def answers_stale_form(answer: Callable[..., HttpResponse]) -> Callable[[View], View]:
    """Marks a view: a POST with a stale token is answered by `answer`, with the arguments of the view."""

    def mark(view: View) -> View:
        view.answer_to_stale_form = answer  # type: ignore[attr-defined]  # our own attribute
        return view

    return mark


def answer_to_stale_form(request: HttpRequest, reason: str) -> HttpResponse | None:
    """The answer of the view, if it has one and the form is from this site."""
    match = request.resolver_match
    answer = getattr(match and match.func, "answer_to_stale_form", None)
    # The other reasons concern the origin: trying again would not help.
    is_stale = reason.startswith("CSRF") and not is_of_another_site(request)
    if match is None or answer is None or not is_stale:
        return None
    request.stale_because = reason  # type: ignore[attr-defined]  # our own attribute
    return answer(request, *match.args, **match.kwargs)


def form_anew(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """An `answer`: the form's page as a GET shows it, with what was typed."""
    assert request.resolver_match
    if getattr(request, "stale_because", "") == REASON_NO_CSRF_COOKIE:
        text = _("Your browser sent no cookie with this form. Allow cookies for this site and try again.")
    else:
        text = _("This page was open for too long, so nothing was sent. Please try again.")
    messages.warning(request, text)
    # Read before the method is changed to GET, for which Django parses no fields.
    typed = {name: value for name, value in request.POST.items() if "password" not in name}
    request.typed = typed  # type: ignore[attr-defined]  # our own attribute
    request.method = "GET"
    return request.resolver_match.func(request, *args, **kwargs)


def typed_before(request: HttpRequest) -> dict[str, str]:
    """What was typed into the form that is shown again, never a password; empty on any other page."""
    return getattr(request, "typed", {})
