"""Small parts of a shade that pages repeat: stock, colours, silhouettes, facts. What never changes is made once.

Rows of facts and labels of drawings are tags and no loops of a template: they were a tenth of the page of a shade.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.drawing.dimensions import Label
from catalog.drawing.icons import Picture
from catalog.listing.card import Card
from catalog.models import Product
from catalog.models.product import FamilyColour
from catalog.sheet.data_sheet import Fact
from catalog.sheet.stock import stock_in_words

register = template.Library()

SLICES = ("M8 1A7 7 0 0 1 15 8H8Z", "M15 8A7 7 0 0 1 8 15V8Z", "M8 15A7 7 0 0 1 1 8H8Z")


@register.simple_tag
def stock(shade: Product | Card) -> SafeString:
    """The stock of a shade in a word or three."""
    tone, words = stock_in_words(shade.few_left)
    return mark_safe(f'<span class="badge badge--{tone}">{escape(words)}</span>')  # noqa: S308  # escaped


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
    label, words = _("Colours:"), escape(", ".join([one.colour for one in colours]))
    dots = "".join([swatch(one.swatch) for one in colours])
    said = f'<span class="visually-hidden">{label} {words}</span>'
    return mark_safe(f'<span class="swatches">{said}{dots}</span>')  # noqa: S308  # escaped above


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


@register.simple_tag
def fact_rows(facts: Iterable[Fact]) -> SafeString:
    """The rows of a data sheet, for `<dl>`."""
    rows = (f"<div><dt>{escape(one.label)}</dt><dd>{escape(one.value)}{_aside(one)}</dd></div>" for one in facts)
    return mark_safe("\n".join(rows))  # noqa: S308  # escaped above


def _aside(fact: Fact) -> str:
    return f' <span class="soft">{escape(fact.aside)}</span>' if fact.aside else ""


@register.simple_tag
def drawn_labels(labels: Iterable[Label]) -> SafeString:
    """The texts of a drawing, for `<svg>`."""
    texts = (f'<text{_class(one)} transform="{one.transform}">{escape(one.text)}</text>' for one in labels)
    return mark_safe("".join(texts))  # noqa: S308  # escaped above, and made of numbers


def _class(label: Label) -> str:
    return f' class="{label.classes}"' if label.classes else ""
