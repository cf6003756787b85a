"""Addresses for machines, without a language prefix."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

LANGUAGE_PREFIXES = ("", *(f"/{code}" for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE))


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: the address of the sitemap.

    It forbids nothing that is linked: a page that robots may not read cannot tell them its `noindex`, and then its
    bare address is listed. Nothing leads to the admin, so nobody need read there.
    """
    forbidden = [f"Disallow: {prefix}/admin/" for prefix in LANGUAGE_PREFIXES]
    lines = ["User-agent: *", *forbidden, "", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def speculation_rules(request: HttpRequest) -> HttpResponse:
    """Pages that a browser may fetch while the pointer rests on their link: home, list, shades; no visitor's own."""
    fetched = [{"href_matches": f"{prefix}{path}"} for prefix in LANGUAGE_PREFIXES for path in ("/", "/products/*")]
    content = {"prefetch": [{"where": {"or": fetched}, "eagerness": "moderate"}]}
    return JsonResponse(content, content_type="application/speculationrules+json")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """/favicon.ico, which browsers ask for on pages that name no icon, as those of the admin."""
    return HttpResponsePermanentRedirect(static("img/mark-180.png"))
