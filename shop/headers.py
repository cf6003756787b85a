"""Headers of every response: the content security policy; no-store and noindex for private pages; what public ones
let a browser fetch ahead."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.cache import add_never_cache_headers

from shop.language import in_language
from shop.responses import GetResponse


def policy(media_url: str) -> str:
    """Nothing inline, and nothing from another host but photographs, where they lie there."""
    photographs = urlsplit(media_url)
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' {photographs.scheme}://{photographs.netloc}" if photographs.netloc else "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
        ]
    )


POLICY = policy(settings.MEDIA_URL)

# shop.views.speculation_rules: what a browser may fetch before it is asked for.
SPECULATION_RULES = '"/speculation-rules.json"'

# What no page of ours asks a browser for.
PERMISSIONS = ", ".join(f"{name}=()" for name in ("camera", "display-capture", "geolocation", "microphone", "payment"))


def policy_and_privacy_headers(get_response: GetResponse) -> GetResponse:
    """Adds the policy to every response, the admin's too; private ones are never cached or indexed.

    Content-Security-Policy, Cross-Origin-Resource-Policy and Permissions-Policy; Cache-Control and X-Robots-Tag.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        add_policy(response)
        if is_private(request, response):
            add_never_cache_headers(response)
            response.headers.setdefault("X-Robots-Tag", "noindex")
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Speculation-Rules"] = SPECULATION_RULES
        return response

    return middleware


def add_policy(response: HttpResponse) -> None:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", PERMISSIONS)


def with_security_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same response with the security headers of a page, for one that does not pass through all middleware."""
    add_policy(response)
    SecurityMiddleware(lambda _request: response).process_response(request, response)
    return XFrameOptionsMiddleware(lambda _request: response).process_response(request, response)


# Addresses that belong to one visitor.
PRIVATE = ("/cart/", "/orders/", "/account/", "/auth/", "/admin/")


def is_private(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a response must not be cached or indexed: one visitor's page, a response to a POST, or an error."""
    path = in_language(request.path_info, settings.LANGUAGE_CODE)
    is_answer_to_act = request.method not in ("GET", "HEAD")
    return path.startswith(PRIVATE) or is_answer_to_act or response.status_code >= 400
