"""Beside every price and total a shopper reads what it contains, as the rate is today or was when it was sold."""

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import FamilyFactory, ProductFactory
from orders.models import Order
from orders.tests.factories import place
from orders.tests.transfers import by_transfer
from pages.tests.business import say
from shop.tests.pages import attribute, browser, elements, words

pytestmark = pytest.mark.django_db

AT_19 = {"": "incl. VAT and delivery", "/ru": "с НДС и доставкой"}
AT_0 = {"": "no VAT is charged, delivery included", "/ru": "НДС не начисляется, доставка включена"}


@pytest.mark.parametrize(("rate", "notes"), [(19, AT_19), (0, AT_0)])
def test_beside_every_price_and_total_stands_what_it_contains(rate, notes):
    say(vat_rate=rate)
    anna, family = UserFactory(), FamilyFactory()
    small = ProductFactory(family=family)
    ProductFactory(family=family, widest_mm=400, price="89.00")
    order = place(anna, small)
    CartItemFactory(user=anna, product=small, price_when_added="69.00")
    one = order.get_absolute_url()
    places = {
        small.get_absolute_url(): (".product__price", ".product__choice"),
        "/cart/": (".line .fine", ".totals__total"),
        "/orders/new/": (".line .fine", ".totals__total"),
        "/orders/": (".order-list__item .num",),
        one: (".totals__total",),
        f"{one}pay/": (".totals dd",),
        f"{one}cancel/": (".totals__total",),
    }
    for prefix, note in notes.items():
        for path, where in places.items():
            page = browser(anna).get(prefix + path)
            for selector in where:
                assert any(note in box.text() for box in elements(page, selector)), (path, selector)
            assert attribute(page, ".site-header__cart", "aria-label").endswith(note)


def test_an_order_keeps_the_note_of_the_rate_at_which_it_was_sold():
    say(vat_rate=0)
    anna = UserFactory()
    order = place(anna)
    say(vat_rate=19)
    page = browser(anna).get(order.get_absolute_url())
    assert "no VAT is charged, delivery included" in words(page, ".totals__total")
    # Once: below the total it would say the same again.
    assert elements(page, ".totals__vat") == []
    # Of before rates were kept.
    Order.objects.update(vat_rate=None, vat_amount=None)
    assert elements(browser(anna).get(order.get_absolute_url()), ".totals .price-note") == []


def test_the_sum_to_transfer_has_it_too(settings):
    by_transfer(settings, vat_rate=19)
    order = place()
    page = browser(order.user).get(order.get_absolute_url())
    assert "Amount incl. VAT and delivery" in words(page, ".transfer__data")
