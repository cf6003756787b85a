"""CSRF protection by the request's origin, for forms without a token: on cacheable pages and in the cart."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


def is_same_origin(request: HttpRequest) -> bool:
    """Whether a page of this site sent the request.

    Browsers send Sec-Fetch-Site; those that do not must send this scheme and host in Origin.
    """
    return said_origin(request) == "same"


def is_of_another_site(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent the request. Very old browsers do not say."""
    return said_origin(request) == "other"


def said_origin(request: HttpRequest) -> str:
    """Where the request comes from by its headers: `same`, `other`, or empty if they do not say."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return "same" if site == "same-origin" else "other"
    if origin is not None:
        return "same" if origin == f"{request.scheme}://{request.get_host()}" else "other"
    return ""


def same_origin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Protects a view by the request's origin instead of a token, so that the page with its form is cacheable.

    Raises PermissionDenied (our 403 page) for a POST from another site.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            raise PermissionDenied("The form was sent from another site.")
        return view(request, *args, **kwargs)

    return guarded
