"""What a list has many of, each made once: its cards, and the options of its filters. `{% load cards %}`

A card is a function and no template: of a list that is asked for the first time, its cards were a third.
"""

from collections.abc import Collection, Iterable

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.listing.card import Card, card
from catalog.listing.groups import Option
from catalog.models import Product
from catalog.templatetags.photographs import AT_ONCE, pair
from catalog.templatetags.shades import stock, swatches
from pages.current import business
from shop.made_once import made_once
from shop.money import money

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
            product_card,
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
    return mark_safe("".join(cards))  # noqa: S308  # escaped below


def product_card(
    card: Card,
    sizes: str,
    place: int | None,
    form: str,
    edited: int | None,
    note: str,
    *,
    is_ticked: bool,
    is_instead: bool,
) -> str:
    """The HTML of a card. `place`: 1 or 2 where it may be in sight as the page opens. `edited`: the key of the shade,
    where staff are led to its form. `note`: what the price contains, or empty. The others are those of `product_cards`.
    """
    slug, name = escape(card.slug), escape(card.name)
    beside_price = f' <span class="price-note">{escape(note)}</span>' if note else ""
    sold_out = " product-card--sold-out" if card.is_sold_out else ""
    return f"""
<li><article class="product-card{sold_out}" data-{"nearest" if is_instead else "product"}="{slug}">
  {pair(card, sizes, place, described_once=True)}
  <div class="product-card__body">
    <h3 class="product-card__name"><a href="{escape(card.get_absolute_url())}">{name}</a></h3>
    <p class="product-card__facts">{escape(card.facts)}</p>
    <p class="product-card__price num">{escape(money(card.price))}{beside_price}</p>
    <p class="product-card__foot">{stock(card)} {swatches(card.family_colours)}</p>
    {_verdict(card)}{_edit(edited, name)}{_compare(form, slug, name, is_ticked=is_ticked)}
  </div>
</article></li>
"""


def _verdict(card: Card) -> str:
    return render_to_string("catalog/fit/_your_verdict.html", {"verdict": card.verdict}) if card.verdict else ""


def _edit(edited: int | None, name: str) -> str:
    if edited is None:
        return ""
    address, label = escape(reverse("admin:catalog_product_change", args=[edited])), _("Edit")
    return f'<p class="fine"><a href="{address}">{label}<span class="visually-hidden"> {name}</span></a></p>'


def _compare(form: str, slug: str, name: str, *, is_ticked: bool) -> str:
    if not form:
        return ""
    label = _("Compare")
    box = (
        f'<input type="checkbox" name="compare" value="{slug}" form="{escape(form)}"{" checked" if is_ticked else ""}>'
    )
    return f'<label class="check compare-box">{box} {label}<span class="visually-hidden"> {name}</span></label>'


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
