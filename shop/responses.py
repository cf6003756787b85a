"""Answers that many views give, and what gives them to a middleware."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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
