"""Answers that many views give, and what gives them to a middleware."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_POST

GetResponse = Callable[[HttpRequest], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, the next page is fetched with GET, and a reload posts nothing again."""

    status_code = 303


def button_on(page: Callable[..., str]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Marks a view that only takes posts: a GET, after a reload or a login in between, is led to `page`.

    `page` gives the address of the page that has the button, from the arguments of the view's own address.
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
    """For ever to another path of this site, with the same query. What is posted is posted there: 308 and not 301."""
    query = request.META.get("QUERY_STRING", "")
    address = escape_uri_path(path) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, preserve_request=request.method not in ("GET", "HEAD"))
