"""The guard of forms without a token, on pages that are the same for all and in the cart: the request's origin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a page of this very site sent the request.

    Browsers say so in Sec-Fetch-Site; those that do not must name this scheme and host in Origin.
    """
    return said_origin(request) == "same"


def is_of_another_site(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent the request. A very old one says nothing of it."""
    return said_origin(request) == "other"


def said_origin(request: HttpRequest) -> str:
    """What the browser says of where the request comes from: `same`, `other`, or nothing."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return "same" if site == "same-origin" else "other"
    if origin is not None:
        return "same" if origin == f"{request.scheme}://{request.get_host()}" else "other"
    return ""


def same_origin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guards a view by the request's origin instead of a token, so that the page with its form is the same for all.

    Raises PermissionDenied (our own 403 page) for a post that another site sent.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            raise PermissionDenied("The form was sent from another site.")
        return view(request, *args, **kwargs)

    return guarded
