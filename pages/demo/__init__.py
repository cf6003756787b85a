"""The demo texts: seven pages, and the business data of a shop that does not exist. Each is marked as demo.

A file `<kind>.<language>.md` has the title in its first line, then the text.
"""

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from pages.models import Business, Kind, Page
from pages.models.business import PK

FOLDER = Path(__file__).parent
# In the order of the footer, with the address of each.
SLUGS = {
    Kind.DELIVERY: "delivery",
    Kind.RETURNS: "returns",
    Kind.TERMS: "terms",
    Kind.PRIVACY: "privacy",
    Kind.LEGAL: "legal-notice",
    Kind.CONTACT: "contact",
    Kind.ABOUT: "about",
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


def seed_words() -> tuple[int, bool]:
    """Loads the pages if there are none, and the business data if the shop says nothing of its seller.

    Returns how many pages are new, and whether the data are. Days and rate that are set stay as they are.
    """
    with transaction.atomic():
        return _add_pages(), _fill_in_business()


def text_of(kind: Kind, language: str) -> tuple[str, str]:
    """Title and text."""
    title, _newline, text = (FOLDER / f"{kind}.{language}.md").read_text(encoding="utf-8").partition("\n")
    return title.removeprefix("# "), text.strip()


def _add_pages() -> int:
    if Page.objects.exists():
        return 0
    for position, (kind, slug) in enumerate(SLUGS.items()):
        page = Page(kind=kind, slug=slug, position=position, is_public=True, is_demo=True)
        for code, _name in settings.LANGUAGES:
            title, text = text_of(kind, code)
            setattr(page, f"title_{code}", title)
            setattr(page, f"text_{code}", text)
        page.save()
    return len(SLUGS)


def _fill_in_business() -> bool:
    business = Business.objects.select_for_update().filter(pk=PK).first() or Business()
    if any((business.legal_name, business.street, business.city, business.email, business.account)):
        return False
    for name, value in BUSINESS.items():
        if getattr(business, name) in ("", None):
            setattr(business, name, value)
    business.is_demo = True
    business.save()
    return True
