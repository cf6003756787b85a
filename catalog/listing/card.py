"""A shade as a card of a list shows it."""

from decimal import Decimal
from typing import NamedTuple

from catalog.models import Product
from catalog.models.pair import Pair
from catalog.models.product import FamilyColour, address_of


class Card(NamedTuple):
    """All that a card says, in the active language. Equal cards are the same HTML, which is made once.

    The names are those of `Product`; `verdict` is a `fit.verdict.Verdict`, None without a lamp.
    """

    slug: str
    name: str
    facts: str
    price: Decimal
    few_left: int | None
    family_colours: tuple[FamilyColour, ...]
    photo_pair: Pair
    verdict: object

    @property
    def is_sold_out(self) -> bool:
        return self.few_left == 0

    def get_absolute_url(self) -> str:
        return address_of(self.slug)


def card(product: Product) -> Card:
    """The card of a shade that was given its pair, its colours and its verdict. No query."""
    return Card(
        product.slug,
        product.name,
        product.facts,
        product.price,
        product.few_left,
        product.family_colours,
        product.shots or (None, None),
        product.verdict,
    )
