"""The pages in the shop's own words, and what browsers are told of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pages.current import business
from pages.models import Page
from shop.context import set_shown_page, site
from shop.kept import kept
from shop.language import current_language, in_language
from shop.look import paper
from shop.responses import moved


@require_safe
@kept()
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page in the shop's own words; a former address, or one in capitals, redirects to it."""
    language = current_language()
    found = Page.objects.filter(slug=slug).first()
    if found is not None and found.is_shown(language):
        return shown(request, found)
    found = Page.objects.last_at(slug)
    if found is None or found.slug == slug or not found.is_shown(language):
        raise Http404
    return moved(request, found.get_absolute_url())


def shown(request: HttpRequest, page: Page) -> HttpResponse:
    """The page as visitors see it, in the active language. For staff also one that is not stored, or a former text."""
    set_shown_page(request, page.get_absolute_url())
    languages = with_text(request, page)
    told_in = [one for one in languages if one["has_text"]]
    return render(request, "pages/page.html", {"page": page, "languages": languages, "told_in": told_in})


def with_text(request: HttpRequest, page: Page) -> list[dict[str, Any]]:
    """The languages of the shop; the link to one in which the page says nothing leads to the home page."""
    languages: list[dict[str, Any]] = site(request)["languages"]
    for one in languages:
        one["has_text"] = bool(getattr(page, f"text_{one['code']}"))
        if not one["has_text"]:
            one["url"] = in_language(reverse("catalog:home"), one["code"])
    return languages


@require_safe
@cache_control(public=True, max_age=86400)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web manifest: how the shop looks on a home screen."""
    icons = [
        {"src": static(f"img/mark-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    name = business().names[0]
    colours = paper()
    content = {
        "name": name,
        "short_name": name,
        "start_url": "/",
        "display": "browser",
        **({"background_color": colours.day, "theme_color": colours.day} if colours else {}),
        "icons": [*icons, {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(content, content_type="application/manifest+json")
