"""Widths, heights and prices from and to: both ends included, in centimetres, with a comma or a point."""

from decimal import Decimal

import pytest

from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import chips, slugs
from shop.tests.pages import beside, browser, value_of

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def three():
    for width, height, price in ((295, 180, "59.90"), (300, 200, "60.00"), (405, 235, "60.10")):
        ProductFactory(
            slug=f"w{width}",
            widest_mm=width,
            bottom_diameter_mm=width,
            top_diameter_mm=width,
            height_mm=height,
            price=Decimal(price),
        )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("width_min=30", {"w300", "w405"}),
        ("width_max=30", {"w295", "w300"}),
        ("width_min=29.5&width_max=29.5", {"w295"}),
        ("width_min=29,5&width_max=30,0", {"w295", "w300"}),
        ("width_min=29.51", {"w300", "w405"}),
        ("width_max=40.49", {"w295", "w300"}),
        ("height_min=23,5", {"w405"}),
        ("height_max=20", {"w295", "w300"}),
        ("price_min=60&price_max=60", {"w300"}),
        ("price_min=59,90&price_max=60.1", {"w295", "w300", "w405"}),
        ("width_min=30&width_max=", {"w300", "w405"}),
        ("width_min=90", set()),
        ("width_min=30cm", {"w300", "w405"}),
        ("width_min=30+см", {"w300", "w405"}),
        ("width_min=300 mm", {"w300", "w405"}),
        ("width_min=0,30\u202fm", {"w300", "w405"}),
        ("width_min=15,5 in", {"w405"}),
        ("width_min=٣٠", {"w300", "w405"}),
        ("width_min=\u200b30\u00a0", {"w300", "w405"}),
        ("price_max=€60", {"w295", "w300"}),
        ("price_max=60 €", {"w295", "w300"}),
        ("price_max=EUR 60,00", {"w295", "w300"}),
        ("price_max=60,-", {"w295", "w300"}),
        ("price_max=60.\u2013", {"w295", "w300"}),
        ("price_max=1 000", {"w295", "w300", "w405"}),
        ("price_max=1\u00a0000,50", {"w295", "w300", "w405"}),
        ("price_max=1,000.50", {"w295", "w300", "w405"}),
        ("price_max=1.000", {"w295", "w300", "w405"}),
        ("price_max=1’000", {"w295", "w300", "w405"}),
        ("price_min=1,000", set()),
    ],
)
def test_both_ends_are_included(query, shown):
    assert set(slugs(browser().get(f"/products/?{query}"))) == shown


@pytest.mark.parametrize("name", ["width", "height", "price"])
def test_from_above_to_is_a_message_at_the_field_and_no_empty_page(name):
    page = browser().get(f"/products/?{name}_min=50&{name}_max=20")
    assert len(slugs(page)) == 3
    assert "“From” is more than “to”" in beside(page, f"{name}_min")
    assert (value_of(page, f"{name}_min"), value_of(page, f"{name}_max")) == ("50", "20")
    assert chips(page) == {}


@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "1e5",
        "NaN",
        "Infinity",
        "12.345",
        "1234567",
        "3 0",
        "30kg",
        "$50",
        "30-40",
        "1.000",
        "1 00",
        "30 cm cm",
        "cm",
        "½",
        "0x1F",
        "+5",
    ],
)
def test_what_is_no_number_is_left_out_with_a_message_at_the_field(typed):
    page = browser().get("/products/", {"width_min": typed, "width_max": "30"})
    assert page.status_code == 200
    assert set(slugs(page)) == {"w295", "w300"}
    assert "Enter a number" in beside(page, "width_min")
    assert value_of(page, "width_min") == typed
    assert beside(page, "width_max") == ""


@pytest.mark.parametrize("typed", ["-5", "\u22125 cm", "-0,5"])
def test_a_number_below_0_is_left_out_with_words_of_its_own(typed):
    page = browser().get("/products/", {"width_min": typed, "width_max": "30"})
    assert set(slugs(page)) == {"w295", "w300"}
    assert beside(page, "width_min") == "Enter 0 or more. We ignored this one."
    assert value_of(page, "width_min") == typed


@pytest.mark.parametrize("typed", ["15.25 in", "387.35 mm", "0,05 mm", "7000 m", "387.351"])
def test_the_address_of_a_range_in_another_unit_says_the_same_again(typed):
    page = browser().get("/products/", {"width_max": typed, "shape": "drum"})
    again = browser().get(chips(page)["Drum"])
    assert slugs(again) == slugs(browser().get("/products/", {"width_max": typed}))
    assert beside(again, "width_max") == ""


def test_a_range_is_two_chips_in_the_readers_figures():
    query = "width_min=29.5&width_max=40&price_min=60"
    assert list(chips(browser().get(f"/products/?{query}"))) == [
        "Width from 29.5 cm",
        "Width to 40 cm",
        "Price from €60.00",
    ]
    assert list(chips(browser().get("/products/", {"width_max": "15,5 in"}))) == ["Width to 39.37 cm"]
    assert chips(browser().get(f"/products/?{query}"))["Width to 40 cm"] == "/products/?width_min=29.5&price_min=60"


def test_a_field_shows_its_number_in_the_readers_figures_beside_its_unit():
    page = browser().get("/ru/products/", {"width_min": "29.5 cm", "price_max": "1,000.50 €"})
    assert (value_of(page, "width_min"), value_of(page, "price_max")) == ("29,5", "1000,5")
