"""What search engines and messengers read of a public page: `{% about title=… description=… %}`.

A tag and no template: it is on all pages of the catalogue, and was a fortieth of each that is made.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from shop.templatetags.shop import with_host

register = template.Library()


@register.simple_tag(takes_context=True)
def about(
    context: Context,
    *,
    title: object,
    description: object,
    kind: str = "website",
    photo: Any = None,
    is_demo: bool = False,
    is_unlisted: object = False,
    refused: object = None,
    languages: Iterable[dict[str, Any]] | None = None,
) -> SafeString:
    """For the head of a page, from its title on. `kind`: as Open Graph calls it. `photo`: a `Photo` or None; without it
    that of the demo stands there, if `is_demo`, else the mark of the shop. `refused`: what is wrong with a form of the
    page, perhaps nothing. `languages`: those in which the page is told, if not all.
    """
    told_in = list(context["languages"] if languages is None else languages)
    address, shop = escape(context["canonical"]), _escaped(context["shop_name"])
    name, words = _escaped(title), _escaped(description)
    wrong = _("Error:") + " " if refused else ""
    properties = [
        ("type", kind),
        ("site_name", shop),
        ("title", name),
        ("description", words),
        ("url", address),
        *(("locale" if one["is_current"] else "locale:alternate", one["locale"]) for one in told_in),
        *_image(photo, shop, is_demo=is_demo),
    ]
    alternates = [(one["code"], escape(one["canonical"])) for one in told_in]
    alternates += [("x-default", first) for _code, first in alternates[:1]]
    lines = [
        f"<title>{wrong}{name} · {shop}</title>",
        f'<meta name="description" content="{words}">',
        *(['<meta name="robots" content="noindex">'] if is_unlisted else []),
        f'<link rel="canonical" href="{address}">',
        *(f'<link rel="alternate" hreflang="{code}" href="{other}">' for code, other in alternates),
        *(f'<meta property="og:{key}" content="{value}">' for key, value in properties),
        f'<meta name="twitter:card" content="summary{"_large_image" if photo or is_demo else ""}">',
    ]
    return mark_safe("\n  ".join(lines))  # noqa: S308  # escaped above and below


def _escaped(text: object) -> str:
    return conditional_escape(text if isinstance(text, str) else str(text))


def _image(photo: Any, shop: str, *, is_demo: bool) -> list[tuple[str, object]]:
    """The properties of the picture that stands for the page. `shop` is escaped."""
    if photo:
        return _properties(with_host(photo.sources.largest), photo.width, photo.height, _escaped(photo.alt))
    if is_demo:
        alt = _("Three lampshades on an oak sideboard against a plaster wall, window light from the left")
        return _properties(settings.SITE_URL + static("img/hero-still-day-1200.jpg"), 1200, 675, alt)
    return _properties(settings.SITE_URL + static("img/mark-512.png"), 512, 512, shop)


def _properties(address: str, width: int, height: int, alt: str) -> list[tuple[str, object]]:
    """`alt` is escaped."""
    return [("image", escape(address)), ("image:width", width), ("image:height", height), ("image:alt", alt)]
