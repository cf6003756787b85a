"""The demo texts: seven pages, and the business data of a shop that does not exist. Each is marked as demo.

A file `<kind>.<language>.md` has the title in its first line, then the text. `pages.demo.seed` stores them.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# The kinds of pages in the order of the footer, with the address of each.
SLUGS = {
    "delivery": "delivery",
    "returns": "returns",
    "terms": "terms",
    "privacy": "privacy",
    "legal": "legal-notice",
    "contact": "contact",
    "about": "about",
}
# The phone number and the account are of those that are given to nobody.
BUSINESS: dict[str, Any] = {
    "legal_name": "Marta Beispiel, Abajur",
    "street": "Musterstraße 12",
    "postcode": "10115",
    "city": "Berlin",
    "country": "DE",
    "email": "hello@abajur.example",
    "phone": "+493023125012",
    "account": "DE02120300000000202051",
    "bic": "BYLADEM1001",
    "bank": "Musterbank",
    "vat_rate": Decimal(19),
    "dispatch_days": 2,
    "return_days": 30,
}
# What no shop can have in common with that of the demo.
OF_NOBODY = ("legal_name", "street", "email", "phone", "account")


def text_of(kind: str, language: str) -> tuple[str, str]:
    """Title and text."""
    title, _newline, text = (FOLDER / f"{kind}.{language}.md").read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# "), text.strip()


def is_demo_text(text: str, language: str) -> bool:
    """Whether it is one of the demo texts in this language, whatever its lines and spaces."""
    return " ".join(text.split()) in _texts(language)


@cache
def _texts(language: str) -> frozenset[str]:
    return frozenset(" ".join(text_of(kind, language)[1].split()) for kind in SLUGS)


def left_in(business: Any) -> list[str]:
    """The columns of the business data that say who sells and are still those of the demo."""
    return [name for name in OF_NOBODY if getattr(business, name) == BUSINESS[name]]
