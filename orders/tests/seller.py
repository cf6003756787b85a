"""A shop that is open: its business data have all that an invoice needs."""

from decimal import Decimal

from pages.tests.business import say

SELLER = {
    "legal_name": "Abajur Lampenschirme GmbH",
    "street": "Lindenstraße 7",
    "postcode": "10969",
    "city": "Berlin",
    "country": "DE",
    "email": "books@example.org",
    "tax_number": "DE123456789",
    "vat_rate": Decimal("19.00"),
}


def sells(**values):
    """`sells(vat_rate=Decimal("0"))`: as above, but for what is said."""
    return say(**SELLER | values)
