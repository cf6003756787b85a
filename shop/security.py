"""The content security policy, and the guard of the two forms that stand on pages without a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """One policy for every page, the admin too: nothing inline, nothing from another host."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "no-store" in response.get("Cache-Control", ""):
            # What no cache may keep belongs to one visitor, and no search engine may list it.
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware


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
