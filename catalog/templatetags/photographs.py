"""Photographs of a page. Tags and not fragments: a list has fifty, and a fragment for each was half of its work."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalog.listing.card import Card
from catalog.models import Photo, Product
from catalog.models.pair import Shot

register = template.Library()

# The first photographs of a page are fetched at once, the very first before all else, the others when they are near.
AT_ONCE = 4


@register.simple_tag
def photograph(photo: Photo | None, sizes: str, *, opens: bool = False) -> SafeString:
    """One photograph. `opens`: it is a link to its largest rendition."""
    return mark_safe(_picture(photo, "", sizes, None, silent=False, opens=opens))  # noqa: S308  # escaped below


@register.simple_tag
def pair(
    shade: Product | Card,
    sizes: str,
    place: int | None = None,
    *,
    silent: bool = False,
    described_once: bool = False,
    opens: bool = False,
) -> SafeString:
    """Both photographs of a pair; the style sheet shows the one of the page's light.

    `place` is its number among those of the page, where it may be in sight at first. `silent`: the alternative texts
    are empty, beside a repeated name; `described_once`: that of the second is. `opens`: each is a link to its largest
    rendition.
    """
    by_day, at_night = shade.photo_pair
    unlit = _picture(by_day, "pair__unlit", sizes, place, silent=silent, opens=opens)
    lit = _picture(at_night, "pair__lit", sizes, place, silent=silent or described_once, opens=opens)
    return mark_safe(f'<span class="pair">{unlit}{lit}</span>')  # noqa: S308  # escaped below


def _picture(photo: Photo | Shot | None, css: str, sizes: str, place: int | None, *, silent: bool, opens: bool) -> str:
    """One photograph, as AVIF in every width and as JPEG; empty without one."""
    if photo is None:
        return ""
    sources = photo.sources
    alt = "" if silent else escape(photo.alt)
    priority = ' fetchpriority="high"' if place == 1 else ""
    loading = "" if place and place <= AT_ONCE else ' loading="lazy"'
    picture = (
        f'<picture><source type="image/avif" srcset="{sources.srcset}" sizes="{escape(sizes)}">'
        f'<img class="{css}" src="{sources.src}" width="{photo.width}" height="{photo.height}" alt="{alt}"'
        f'{priority}{loading} decoding="async"></picture>'
    )
    return f'<a href="{escape(sources.largest)}">{picture}</a>' if opens else picture
