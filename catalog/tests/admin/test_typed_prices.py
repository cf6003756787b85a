"""Prices are pasted with their SKUs, or typed beside the shades, and shown before → after as those of a rule are."""

import pytest

from catalog.admin.prices import MOST_TYPED
from catalog.goods.price_list import read
from catalog.models import Product
from catalog.tests.admin.test_admin_products import said
from catalog.tests.admin.test_bulk import LIST, PRICES, fields, prices, rows, tick
from catalog.tests.factories import ProductFactory
from shop.tests.pages import elements, words
from shop.tests.staff_forms import colleague, history

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def shades():
    return [ProductFactory(sku=sku, price=price) for sku, price in (("ONE", 10), ("TWO", 20), ("THREE 3", 30))]


def look(client, page, **typed):
    return client.post(PRICES, fields(page) | {"_look": ""} | typed)


def press(client, page, **typed):
    return client.post(PRICES, fields(page) | {"_change": ""} | typed, follow=True)


def test_pasted_lines_have_their_price_and_others_that_of_the_rule(ann, shades):
    page = look(ann, ann.get(PRICES), pasted="one\t11,90 €\nTHREE 3\ntwo 21.50", per_cent="10")
    assert rows(page) == [["€10.00", "€11.90"], ["€30.00", "€33.00"], ["€20.00", "€21.50"]]
    answer = press(ann, page, per_cent="10")
    assert said(answer, ".success") == "The prices of 3 shades were changed."
    assert prices() == {"ONE": "11.90", "TWO": "21.50", "THREE 3": "33.00"}
    assert history(ann, shades[0]) == ["Changed price. Price: 10.00 → 11.90"]


def test_lines_in_any_order_are_shown_once_and_changed_by_the_next_press(ann, shades):
    page = look(ann, ann.get(PRICES), pasted="TWO 21\nONE 11")
    assert said(press(ann, page), ".success") == "The prices of 2 shades were changed."


def test_a_price_is_typed_beside_its_shade(ann, shades):
    page = tick(ann, "change_prices", shades)
    one, two = (f"price-{shade.pk}" for shade in shades[:2])
    page = press(ann, page, **{one: "12", two: "x"})
    assert words(page, ".goods__fault") == "Enter a number."
    assert elements(page, '[name="_change"]') == []
    page = look(ann, page, **{two: "0"})
    assert words(page, ".goods__fault") == "A price must be above 0."
    page = look(ann, page, **{two: "23"})
    # Typed since: it is shown first.
    page = press(ann, page, **{two: "24"})
    assert prices()["ONE"] == "10.00"
    sent = fields(page) | {"_change": ""}
    assert said(ann.post(PRICES, sent, follow=True)) == "The prices of 2 shades were changed."
    assert prices() == {"ONE": "12.00", "TWO": "24.00", "THREE 3": "30.00"}
    answer = ann.post(PRICES, sent, follow=True)
    assert said(answer) == "This form had already been sent. The prices were changed only once."


def test_a_price_that_has_changed_meanwhile_is_not_typed_over(ann, shades):
    page = look(ann, ann.get(PRICES), pasted="ONE 11\nTWO 21")
    Product.objects.filter(sku="TWO").update(price=50)
    page = press(ann, page)
    assert said(page) == "Nothing was changed: in the meantime the price of these has become another: TWO."
    assert prices() == {"ONE": "10.00", "TWO": "50.00", "THREE 3": "30.00"}
    assert rows(page) == [["€10.00", "€11.00"], ["€50.00", "€21.00"]]


def test_a_line_of_no_shade_stays_in_its_box_and_nothing_else_is_lost(ann, shades):
    page = look(ann, ann.get(PRICES), pasted="ONE 11\nNONE 5", per_cent="5")
    assert words(page, ".errorlist") == "NONE 5: No shade has this SKU."
    assert words(page, "[name=pasted]") == "NONE 5"
    assert rows(page) == [["€10.00", "€11.00"]]
    assert elements(page, '[name="_change"]') == []
    page = look(ann, page, pasted="two", per_cent="5")
    assert rows(page) == [["€10.00", "€11.00"], ["€20.00", "€21.00"]]


def test_more_lines_than_a_form_has_fields_stay_as_they_are(ann, shades):
    pasted = "\n".join(f"S-{number} 5" for number in range(MOST_TYPED + 1))
    page = look(ann, ann.get(PRICES), pasted=pasted)
    assert f"At most {MOST_TYPED} shades at once" in words(page, ".errorlist")
    assert words(page, "[name=pasted]").split() == pasted.split()


def test_afterwards_the_list_is_as_it_was_when_its_link_was_followed(ann, shades):
    (link,) = elements(ann.get(f"{LIST}?q=o&shape__exact=drum"), f'a[href^="{PRICES}"]')
    page = look(ann, ann.get(link.attributes["href"]), pasted="ONE 11")
    answer = ann.post(PRICES, fields(page) | {"_change": ""})
    assert (answer.status_code, answer["Location"]) == (303, f"{LIST}?q=o&shape__exact=drum")


def test_of_two_lines_of_a_shade_the_last_is_meant(shades):
    assert read(["ONE 11", "ONE; 1 012,50", ";", ""]).typed == {shades[0].pk: "1 012,50"}
    assert list(read(["11", "ONE", ", 5"]).unknown) == ["11", ", 5"]


@pytest.mark.parametrize(
    ("line", "typed"),
    [("ONE 11.90 €", "11.90 €"), ("one €11.90", "€11.90"), ("THREE 3", ""), ("three 3 5 EUR", "5 EUR")],
)
def test_a_sign_of_the_currency_belongs_to_the_price(shades, line, typed):
    assert [*read([line]).typed.values()] == [typed]
