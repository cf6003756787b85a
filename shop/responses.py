"""Responses and decorators shared by many views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_POST

GetResponse = Callable[[HttpRequest], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """303: after a POST the next page is fetched with GET, so that a reload does not post again."""

    status_code = 303


def button_on(page: Callable[..., str]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Marks a POST-only view: a GET, after a reload or a login in between, redirects to `page`.

    `page` returns the address of the page that has the button, from the arguments of the view.
    """

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        post_alone = require_POST(view)

        @wraps(view)
        def button(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return SeeOther(page(*args, **kwargs))
            return post_alone(request, *args, **kwargs)

        return button

    return mark


def moved(request: HttpRequest, path: str) -> HttpResponse:
    """A permanent redirect to another path of this site, with the same query: 301, for a POST 308."""
    query = request.META.get("QUERY_STRING", "")
    address = escape_uri_path(path) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, preserve_request=request.method not in ("GET", "HEAD"))
