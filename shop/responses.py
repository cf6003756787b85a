"""Responses and decorators shared by many views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

GetResponse = Callable[[HttpRequest], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """303: after a POST the next page is fetched with GET, so that a reload does not post again."""

    status_code = 303


# In characters, as sent in a header: nginx reads no response whose headers are longer than 4 kB.
LONGEST_PATH = 2000


def is_path_here(address: str) -> bool:
    """Whether a redirect to an address that came with a request stays on this site, and fits a header."""
    is_short = address.startswith("/") and len(iri_to_uri(address)) <= LONGEST_PATH
    # With no host allowed, only a path passes.
    return is_short and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


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
