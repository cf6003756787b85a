"""Error pages. Those for 400, 500 and 503 need no database and no catalogue of texts, so that they always work."""

import sys
from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from shop.language import language_of
from shop.metrics import counts
from shop.outages import OUTAGE, cause_of, is_outage
from shop.responses import GetResponse
from shop.stale_forms import answer_to_stale_form

# After how many seconds a client may try again when the database did not answer.
RETRY_AFTER = 10


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a missing or stale CSRF token: the view's own answer, or our 403 page, which says what to do."""
    if answer := answer_to_stale_form(request, reason):
        return answer
    said = {"is_stale_form": True}
    return of_the_admin(request, 403, said) or render(request, "403.html", said, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For malformed requests: an unknown host, a broken form. Of the request only its language is used."""
    return render(None, "400.html", {"language": language_of(request)}, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    read_no_form(request)
    return of_the_admin(request, 403) or defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    read_no_form(request)
    return of_the_admin(request, 404) or defaults.page_not_found(request, exception)


def read_no_form(request: HttpRequest) -> None:
    """Django's pages look for a token in what was sent. A form that cannot be read made a 500 of a 404."""
    request.csrf_processing_done = True  # type: ignore[attr-defined]  # its guard's own attribute


def of_the_admin(request: HttpRequest, status: int, said: Mapping[str, bool] | None = None) -> HttpResponse | None:
    """Within the admin, a page that leads back into it; None for everybody and everything else.

    `said`: which 403 it is.
    """
    match = request.resolver_match
    if not (match and "admin" in match.namespaces and admin.site.has_permission(request)):
        return None
    page = "404" if status == 404 else "403"
    return render(request, f"admin/{page}.html", {**admin.site.each_context(request), **(said or {})}, status=status)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """For an exception. No context, no database, no session: nothing here can fail as well.

    503 if the database is the reason, else 500. Django calls this while the exception is being handled, whether a view,
    a template or a middleware raised it.
    """
    error = sys.exc_info()[1]
    if is_outage(error):
        counts.outage(cause_of(error))
        page = render(None, "503.html", {"language": language_of(request)}, status=503)
        page.headers["Retry-After"] = str(RETRY_AFTER)
        return page
    return render(None, "500.html", {"language": language_of(request)}, status=500)


def known_outage(get_response: GetResponse) -> GetResponse:
    """Middleware that answers with 503 what has met an outage before it came to Django."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if error := request.META.get(OUTAGE):
            raise error
        return get_response(request)

    return middleware


def method_page(get_response: GetResponse) -> GetResponse:
    """Our page instead of Django's empty response to a GET of a POST-only address (405)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            said = {"is_button": True}
            page = of_the_admin(request, 405, said) or render(request, "403.html", said, status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware
