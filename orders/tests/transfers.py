"""A shop whose orders are paid by transfer, and says to which account."""

from pages.tests.business import say

ACCOUNT = {
    "legal_name": "Halm & Söhne GmbH",
    "account": "DE89370400440532013000",
    "bic": "COBADEFFXXX",
    "bank": "Commerzbank Köln",
}


def by_transfer(settings, **more):
    """From now on; `more` is what the shop says otherwise of its account."""
    settings.PAYMENT = "transfer"
    say(**ACCOUNT | more)
