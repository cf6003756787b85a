"""What a shopper needs to pay by transfer: the account, the sum, the reference, and a code for the app of a bank."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from segno import QRCode
from segno.helpers import make_epc_qr

from orders.models import Order
from pages.current import business

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from pages.models import Business

# What a code may say of a name, in characters (EPC069-12).
LONGEST_NAME = 70
# Without these nobody can send money.
NEEDED = ("legal_name", "account", "bic")


@dataclass(frozen=True)
class Transfer:
    """What is typed into the form of a bank. `code`: the same as a QR code in SVG; empty if there is no such code."""

    holder: str
    account: str
    is_iban: bool
    bic: str
    bank: str
    amount: Decimal
    reference: str
    code: SafeString


def lacks() -> "list[StrOrPromise]":
    """The business data without which no order by transfer is placed, in words."""
    row = business()
    fields = (field for field in row._meta.fields if field.name in NEEDED)
    return [field.verbose_name for field in fields if not getattr(row, field.name)]


def transfer_of(order: Order) -> Transfer | None:
    """None while the business data are incomplete: half an account is worse than none."""
    row = business()
    if lacks():
        return None
    return Transfer(
        holder=holder_of(row),
        account=" ".join(fours(row.account)) if is_iban(row.account) else row.account,
        is_iban=is_iban(row.account),
        bic=row.bic,
        bank=row.bank,
        amount=order.total_amount,
        reference=order.number,
        code=code_of(row, order),
    )


def holder_of(row: "Business") -> str:
    return row.account_holder or row.legal_name


def is_iban(account: str) -> bool:
    """Whether it begins with the letters of a country; an account of Russia has digits alone."""
    return account[:2].isalpha()


def fours(text: str) -> Iterator[str]:
    text = text.replace(" ", "")
    return (text[at : at + 4] for at in range(0, len(text), 4))


def code_of(row: "Business", order: Order) -> SafeString:
    """Of the European Payments Council, which is for euros and an IBAN alone."""
    if settings.CURRENCY != "EUR" or not is_iban(row.account):
        return SafeString("")
    name, account = holder_of(row)[:LONGEST_NAME], row.account.replace(" ", "")
    try:
        return drawn(make_epc_qr(name, account, order.total_amount, text=order.number, bic=row.bic))
    except ValueError:
        # What is stored is no account that such a code can hold. The page has it in words.
        return SafeString("")


def drawn(code: QRCode) -> SafeString:
    """As SVG that needs no style: dark on light in either colour scheme, or no phone reads it."""
    svg = code.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(svg)  # noqa: S308  # drawn by us
