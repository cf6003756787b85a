"""What the header of every page says of a visitor."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Visitor:
    """Whether they are logged in, how many shades are in their cart, and what those cost in the shop's currency.

    The header that is written of it is kept for equal visitors, so all that it says is here: the rate of VAT, too,
    which decides what stands beside the total.
    """

    is_authenticated: bool = False
    count: int = 0
    total: Decimal = Decimal(0)
    vat_rate: Decimal | None = None
