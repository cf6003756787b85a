"""The lines of the review page, and how the form posts back what was shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cart.models import CartItem
from orders.checkout import Line
from orders.forms import DELIVERY
from orders.models import Order
from shop.phones import shown_phone

SHOWN = re.compile(r"(\d{1,18}):(\d{1,4}):(\d{1,8}\.\d\d)", re.ASCII)


@dataclass(frozen=True)
class ReviewLine:
    """A line of the cart; on a page shown again, with what was `shown` before (None: it was not there)."""

    item: CartItem
    is_again: bool = False
    shown: Line | None = None

    @property
    def is_new_here(self) -> bool:
        return self.is_again and self.shown is None

    @property
    def old_price(self) -> Decimal | None:
        """The price that was shown, if it has changed."""
        return self.shown.price if self.shown and self.shown.price != self.item.product.price else None

    @property
    def old_quantity(self) -> int | None:
        """The quantity that was shown, if it has changed."""
        return self.shown.quantity if self.shown and self.shown.quantity != self.item.quantity else None

    @property
    def tone(self) -> str:
        """How the line is marked: bad or warn where it differs from what was shown or added before."""
        has_changed = self.is_new_here or self.old_price or self.old_quantity
        return self.item.tone or ("warn" if has_changed else "")

    @property
    def value(self) -> str:
        """The value of the hidden field: product, quantity, unit price."""
        return f"{self.item.product_id}:{self.item.quantity}:{self.item.product.price}"


def read_lines(values: Sequence[str]) -> list[Line]:
    """The lines in the hidden fields; malformed ones are ignored."""
    matches = (SHOWN.fullmatch(value) for value in values[:500])
    return [Line(int(match[1]), int(match[2]), Decimal(match[3])) for match in matches if match]


def review_lines(items: Sequence[CartItem], shown: Sequence[Line] | None) -> list[ReviewLine]:
    """The lines of the cart; with those shown before, if the page is shown again."""
    before = {line.product_id: line for line in shown or []}
    return [ReviewLine(item, is_again=shown is not None, shown=before.get(item.product_id)) for item in items]


def gone(items: Sequence[CartItem], shown: Sequence[Line]) -> int:
    """How many of the lines that were shown are no longer in the cart."""
    return len({line.product_id for line in shown} - {item.product_id for item in items})


def prefilled(last: Order | None, kept: dict[str, str] | None) -> dict[str, str]:
    """Initial values: what was typed before, or the delivery address of the last order."""
    if kept:
        return kept
    if last is None or not last.name:
        return {}
    return {field: getattr(last, field) for field in DELIVERY} | {"phone": shown_phone(last.phone)}
