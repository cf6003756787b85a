"""Small parts of a shade that pages repeat: its stock, its colours, silhouettes. What never changes is made once."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.drawing.icons import Picture
from catalog.listing.card import Card
from catalog.models import Product
from catalog.models.product import FamilyColour
from catalog.sheet.stock import stock_in_words

register = template.Library()

SLICES = ("M8 1A7 7 0 0 1 15 8H8Z", "M15 8A7 7 0 0 1 8 15V8Z", "M8 15A7 7 0 0 1 1 8H8Z")


@register.simple_tag
def stock(shade: Product | Card) -> SafeString:
    """The stock of a shade in a word or three."""
    return format_html('<span class="badge badge--{}">{}</span>', *stock_in_words(shade.few_left))


@register.simple_tag
@lru_cache(maxsize=1024)
def swatch(colours: str | tuple[str, ...]) -> SafeString:
    """A dot in one colour, or in the four of what has many. The word stands beside it."""
    first, *others = (colours,) if isinstance(colours, str) else colours
    slices = format_html_join("", '<path d="{}" fill="{}" />', zip(SLICES, others, strict=False))
    return format_html(
        '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
        '<circle cx="8" cy="8" r="7" fill="{}" />{}</svg>',
        first,
        slices,
    )


@register.simple_tag
def swatches(colours: Sequence[FamilyColour]) -> SafeString | str:
    """The colours in which a shade is sold, in words and as dots; empty for a shade of one colour."""
    if not colours:
        return ""
    words = ", ".join([one.colour for one in colours])
    dots = format_html_join("", "{}", ((swatch(one.swatch),) for one in colours))
    said = '<span class="swatches"><span class="visually-hidden">{} {}</span>{}</span>'
    return format_html(said, _("Colours:"), words, dots)


@register.simple_tag
@lru_cache(maxsize=256)
def silhouette(picture: Picture, css: str = "") -> SafeString:
    """A small line drawing; the words stand beside it."""
    details = format_html('<path class="d-detail" d="{}" />', picture.details) if picture.details else ""
    return format_html(
        '<svg class="silhouette {}" viewBox="{}" aria-hidden="true"><path class="d-shade" d="{}" />{}</svg>',
        css,
        picture.view_box,
        picture.outline,
        details,
    )
