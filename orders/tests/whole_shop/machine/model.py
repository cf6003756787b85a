"""The plain model of the shop that the machine holds the shop against: shades, accounts, orders, and who visits."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.test import Client

from shop.tests.pages import browser


@dataclass
class Shade:
    price: Decimal
    stock: int
    is_public: bool = True

    @property
    def available(self):
        return self.stock if self.is_public else 0

    @property
    def largest(self):
        return min(self.available, 99)


@dataclass
class Account:
    email: str
    cart: dict[int, int] = field(default_factory=dict)


@dataclass
class Sold:
    """An order, with quantity and price of each shade."""

    account: Account
    key: str
    lines: dict[int, tuple[int, Decimal]]
    status: str = "pending"
    is_by_transfer: bool = False
    is_overdue: bool = False
    is_taken_up: bool = False
    is_sent: bool = False
    has_invoice: bool = False
    # Paid without an invoice, when others had one already: check_shop says so.
    is_missed: bool = False
    # How often something came back, each time with a paper of its own.
    returns: int = 0
    returned: dict[int, int] = field(default_factory=dict)


@dataclass
class Visitor:
    """`page`: what the review page posts, as it was when last looked at, and the lines that it showed."""

    client: Client = field(default_factory=browser)
    account: Account | None = None
    guest_cart: dict[int, int] = field(default_factory=dict)
    page: dict | None = None
    shown: dict[int, tuple[int, Decimal]] = field(default_factory=dict)

    @property
    def cart(self):
        return self.account.cart if self.account else self.guest_cart
