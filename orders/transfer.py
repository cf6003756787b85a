"""What a shopper needs to pay by transfer: the account, the sum, the reference, and a code for the app of a bank."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from orders.models import Order
from pages.current import business
from pages.demo import left_in
from pages.russian_accounts import is_account

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise
    from segno import QRCode

    from pages.models import Business

# What a code may say of a name, in characters (EPC069-12; GOST R 56042-2014).
LONGEST_NAME = 70
LONGEST_RUSSIAN_NAME, LONGEST_BANK = 160, 45
BIK, TAX_NUMBERS = 9, (10, 12)
# Without these an account in Russia has no code (GOST R 56042).
OF_RUSSIA = ("correspondent_account", "bank")
# Without these nobody can send money.
NEEDED = ("legal_name", "account", "bic")


@dataclass(frozen=True)
class Transfer:
    """What is typed into the form of a bank. `code`: the same as a QR code in SVG; empty if there is no such code."""

    holder: str
    account: str
    is_iban: bool
    bic: str
    correspondent: str
    swift: str
    bank: str
    amount: Decimal
    currency: str
    reference: str
    code: SafeString


def lacks(row: "Business") -> "dict[str, StrOrPromise]":
    """The business data without which no order by transfer is placed: columns, and their names in words."""
    return _empty(row, NEEDED)


def lacks_for_code(row: "Business") -> "dict[str, StrOrPromise]":
    """What an account in Russia lacks for its code; a shopper could still type it."""
    return _empty(row, OF_RUSSIA if is_account(row.account) else ())


def _empty(row: "Business", names: Collection[str]) -> "dict[str, StrOrPromise]":
    fields = (field for field in row._meta.fields if field.name in names)
    return {field.name: field.verbose_name for field in fields if not getattr(row, field.name)}


def has_account(row: "Business") -> bool:
    """Whether shoppers can be told an account: the whole of it, and not that of the demo, which is nobody's."""
    return not (lacks(row) or row.is_demo or "account" in left_in(row))


def transfer_of(order: Order) -> Transfer | None:
    """None where there is no account to tell: half of one is worse than none."""
    row = business()
    if not has_account(row):
        return None
    return Transfer(
        holder=holder_of(row),
        account=" ".join(fours(row.account)) if is_iban(row.account) else row.account,
        is_iban=is_iban(row.account),
        bic=row.bic,
        correspondent=row.correspondent_account,
        swift=row.swift,
        bank=row.bank,
        amount=order.total_amount,
        currency=order.currency,
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
    """In euros that of the European Payments Council, in roubles that of GOST R 56042; otherwise there is none."""
    try:
        return drawn(epc_code(row, order) if order.currency == "EUR" else russian_code(row, order))
    except ValueError:
        # What is stored is no account that such a code can hold. The page has it in words.
        return SafeString("")


def epc_code(row: "Business", order: Order) -> "QRCode":
    """EPC069-12. Raises ValueError for what is no IBAN, or not of a possible length."""
    # Imported late, here and below: most shops never draw a code, and it is a MiB of every server.
    from segno.helpers import make_epc_qr

    if not is_iban(row.account):
        raise ValueError(row.account)
    name, account = holder_of(row)[:LONGEST_NAME], row.account.replace(" ", "")
    # In UTF-8, which every app reads: of the other seven sets of letters it would take the first that has the name's.
    return make_epc_qr(name, account, order.total_amount, text=order.number, bic=row.bic, encoding="utf-8")


def russian_code(row: "Business", order: Order) -> "QRCode":
    """GOST R 56042-2014, in UTF-8; the sum is in kopecks. Raises ValueError where it would lack something."""
    from segno import make_qr

    numbers = (row.account, row.correspondent_account, row.bic)
    if not row.bank or not all(number.isdigit() for number in numbers) or len(row.bic) != BIK:
        raise ValueError(row.account)
    fields = {
        "Name": holder_of(row)[:LONGEST_RUSSIAN_NAME],
        "PersonalAcc": row.account,
        "BankName": row.bank[:LONGEST_BANK],
        "BIC": row.bic,
        "CorrespAcc": row.correspondent_account,
        "Sum": str(int(order.total_amount * 100)),
        "Purpose": order.number,
    }
    if row.tax_number.isdigit() and len(row.tax_number) in TAX_NUMBERS:
        fields["PayeeINN"] = row.tax_number
    return make_qr(payload(fields.items()).encode(), error="m", boost_error=False)


def payload(fields: Iterable[tuple[str, str]]) -> str:
    """Its first five signs name the standard, the sixth UTF-8. A bar divides fields, so none may stand in one."""
    return "|".join(["ST00012", *(f"{name}={value.replace('|', ' ')}" for name, value in fields)])


def drawn(code: "QRCode") -> SafeString:
    """As SVG that needs no style: dark on light in either colour scheme, or no phone reads it."""
    svg = code.svg_inline(border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    return mark_safe(svg)  # noqa: S308  # drawn by us
