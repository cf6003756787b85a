"""The content security policy, what no cache may keep, and the guard of the two forms on pages without a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from shop.language import in_language

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
        if is_private(request, response):
            add_never_cache_headers(response)
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware


# Addresses that belong to one visitor.
PRIVATE = ("/cart/", "/orders/", "/account/", "/auth/", "/admin/")


def is_private(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether no cache may keep an answer and no search engine list it: one visitor's, one to a post, or a fault."""
    path = in_language(request.path_info, settings.LANGUAGE_CODE)
    is_answer_to_act = request.method not in ("GET", "HEAD")
    return path.startswith(PRIVATE) or is_answer_to_act or response.status_code >= 400


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
