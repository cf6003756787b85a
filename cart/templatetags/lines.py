"""The forms of a line of the cart: a tag and no template, of which they were half."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cart.models import CartItem
from shop.language import current_language
from shop.money import money

register = template.Library()


@register.simple_tag
def line_forms(item: CartItem, typed: object, error: str = "") -> SafeString:
    """What changes a line and its total, unless it is gone, and what takes it out.

    `typed`: the quantity to show; `error`: what is wrong with it, said elsewhere.
    """
    pk, name = item.product_id, escape(item.product)
    address = _address(current_language()).replace("/0/", f"/{pk}/")
    change = "" if item.is_gone else _change(item, address, name, escape(typed), is_wrong=bool(error))
    return mark_safe(  # noqa: S308  # escaped above and below
        f'{change}<form id="remove-{pk}" action="{address}" method="post" hidden>'
        '<input type="hidden" name="quantity" value="0">'
        f'<input type="hidden" name="was" value="{item.quantity}"></form>'
    )


def _change(item: CartItem, address: str, name: str, typed: str, *, is_wrong: bool) -> str:
    """`address`, `name` and `typed` are escaped, and so are words without signs of HTML."""
    pk, said = item.product_id, {"product": name}
    wrong = f' aria-invalid="true" aria-describedby="error-{pk}" autofocus' if is_wrong else ""
    label = _("Quantity of %(product)s") % said
    less, more = _("One less: %(product)s") % said, _("One more: %(product)s") % said
    update, remove = _("Update"), _("Remove")
    of_this = f'<span class="visually-hidden"> {name}</span>'
    return (
        f'<form class="line__tools" action="{address}" method="post" novalidate>'
        f'<label class="visually-hidden" for="quantity-{pk}">{label}</label> '
        f'<auto-submit><quantity-input class="quantity" data-less="{less}" data-more="{more}">'
        f'<input id="quantity-{pk}" name="quantity" type="number" inputmode="numeric" min="0" max="{item.largest}"'
        f' value="{typed}"{wrong}></quantity-input></auto-submit> '
        f'<button class="link-button">{update}{of_this}</button> '
        f'<button class="link-button" form="remove-{pk}">{remove}{of_this}</button></form> '
        f'<span class="num line__total">{money(item.total)}</span> '
    )


@lru_cache(maxsize=8)
def _address(language: str) -> str:
    """Where a line is changed, in the active language, with a nought for its shade. Reversed once."""
    return reverse("cart:change_item", args=[0])
