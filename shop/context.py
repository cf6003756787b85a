"""What every page knows: the shop's name, the languages and the same page in the other one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from shop.language import in_language


def site(request: HttpRequest) -> dict[str, Any]:
    """Shop name, and each language with the address of this page in it.

    A page that answers a post shows the links of the page that it stands for: `request.stands_for` is its path.
    """
    current = get_language() or settings.LANGUAGE_CODE
    path = getattr(request, "stands_for", None) or request.get_full_path()
    return {
        "shop_name": settings.SHOP_NAME[current],
        "languages": [
            {"code": code, "name": name, "url": in_language(path, code), "is_current": code == current}
            for code, name in (("en", "English"), ("ru", "Русский"))
        ],
    }
