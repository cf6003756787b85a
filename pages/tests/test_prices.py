"""What a price contains stands beside it, in both languages; and the day by which a paid order leaves."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from pages.models import Business
from pages.structured_data import organisation, terms_of_sale

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("rate", "english", "russian"),
    [
        (None, "", ""),
        (Decimal(19), "incl. VAT and delivery", "с НДС и доставкой"),
        (Decimal(0), "no VAT is charged, delivery included", "НДС не начисляется, доставка включена"),
    ],
)
def test_what_a_price_contains(rate, english, russian):
    assert Business(vat_rate=rate).price_note == english
    with override("ru"):
        assert Business(vat_rate=rate).price_note == russian


@pytest.mark.parametrize(
    ("paid", "days", "leaves"),
    [
        ("2026-11-23", 1, "2026-11-24"),  # Monday
        ("2026-11-23", 4, "2026-11-27"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-27", 1, "2026-11-30"),  # Friday
        ("2026-11-28", 1, "2026-11-30"),  # Saturday
        ("2026-11-29", 2, "2026-12-01"),  # Sunday
        ("2026-11-25", 13, "2026-12-14"),
    ],
)
def test_it_leaves_within_so_many_working_days(paid, days, leaves):
    at = datetime.fromisoformat(f"{paid}T18:30").replace(tzinfo=BERLIN)
    assert Business(dispatch_days=days).sent_by(at).date().isoformat() == leaves


def test_the_day_is_that_of_the_shops_time_zone(settings):
    at = datetime.fromisoformat("2026-11-26T23:30+00:00")  # Friday in Berlin
    assert Business(dispatch_days=1).sent_by(at).date().isoformat() == "2026-11-30"


def test_search_engines_are_told_only_what_is_known():
    assert organisation(Business()) == {
        "@context": "https://schema.org",
        "@type": "OnlineStore",
        "name": "Abajur",
        "url": "http://testserver/",
    }
    assert terms_of_sale(Business(dispatch_days=2, return_days=14)) == {}
    terms = terms_of_sale(Business(delivers_to="DE AT", dispatch_days=2))
    assert terms["shippingDetails"]["shippingDestination"]["addressCountry"] == ["AT", "DE"]
    assert terms["shippingDetails"]["deliveryTime"]["handlingTime"]["maxValue"] == 2
    assert "hasMerchantReturnPolicy" not in terms
    terms = terms_of_sale(Business(delivers_to="DE", return_days=14))
    assert terms["hasMerchantReturnPolicy"]["merchantReturnDays"] == 14
    address = organisation(Business(street="Lampenweg 3", postcode="10115", city="Berlin", country="DE"))["address"]
    assert address["addressLocality"] == "Berlin"
