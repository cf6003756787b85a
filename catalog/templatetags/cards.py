"""What a list has many of, each made once: its cards, and the options of its filters. `{% load cards %}`"""

from collections.abc import Collection, Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from catalog.listing.card import card
from catalog.listing.groups import Option
from catalog.models import Product
from catalog.templatetags.photographs import AT_ONCE
from pages.current import business
from shop.made_once import made_once

register = template.Library()


@register.simple_tag
def product_cards(
    products: Iterable[Product],
    sizes: str,
    *,
    is_first: bool = False,
    form: str = "",
    compared: Collection[str] = (),
    may_edit: bool = False,
    is_instead: bool = False,
) -> SafeString:
    """A card for each shade, which has its pair, `family_colours`, and `verdict` where a lamp is remembered.

    `sizes` is for img. `is_first`: the first of them may be in sight as the page opens. `form`: the id of the form that
    ticks for comparison; `compared` are the slugs that are ticked. `may_edit`: staff are led to the form of each.
    `is_instead`: beside a list that is empty.
    """
    note = business().price_note
    cards = [
        made_once(
            "catalog/listing/_product_card.html",
            card=card(product),
            sizes=sizes,
            place=_place(number) if is_first else None,
            form=form,
            is_ticked=product.slug in compared,
            edited=product.pk if may_edit else None,
            is_instead=is_instead,
            note=note,
        )
        for number, product in enumerate(products, start=1)
    ]
    return mark_safe("".join(cards))  # noqa: S308  # each is a template


@register.simple_tag
def filter_options(options: Iterable[Option]) -> SafeString:
    """A box to tick for each option of a filter."""
    boxes = [made_once("catalog/listing/_filter_option.html", option=option) for option in options]
    return mark_safe("".join(boxes))  # noqa: S308  # each is a template


def _place(number: int) -> int | None:
    """Of those in sight the first is a place of its own, and the others are alike."""
    if number > AT_ONCE:
        return None
    return min(number, 2)
