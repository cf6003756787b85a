"""What every page knows: the shop's name, the languages and the same page in the other one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from shop.language import in_language

STANDS_FOR = "shop.stands_for"


def stands_for(request: HttpRequest, path: str) -> None:
    """Says which page an answer shows, where it is not that of the address: the answer to a post, above all."""
    request.META[STANDS_FOR] = path


def site(request: HttpRequest) -> dict[str, Any]:
    """Shop name, and each language with the address of this page in it."""
    current = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path() if request.method == "GET" else request.META.get(STANDS_FOR, request.path)
    return {
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + path.partition("?")[0],
        "shop_name": settings.SHOP_NAME[current],
        "languages": [
            {"code": code, "name": name, "url": in_language(path, code), "is_current": code == current}
            for code, name in (("en", "English"), ("ru", "Русский"))
        ],
    }
