"""The guard of the two forms that stand on pages without a token: the request's origin."""

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
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


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
