"""Beside every price of the catalogue stands what it contains."""

import pytest

from catalog.tests.factories import ProductFactory
from pages.tests.business import say
from shop.tests.pages import browser, elements, text_of

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/products/", "{own}", "/compare/?shade={slug}", "/fit/?use=pendant&holder=e27", "/products/?q=zzz"]
PRICES = ".product-card__price, .product__price, .compare-head__price, .fit-result p:has(> .num)"


@pytest.fixture(params=ADDRESSES)
def prices(request):
    product = ProductFactory()
    address = request.param.format(own=product.get_absolute_url(), slug=product.slug)
    return lambda prefix="": [text_of(one) for one in elements(browser().get(prefix + address), PRICES)]


def test_a_shop_that_charges_vat_says_so(prices):
    say(vat_rate=19)
    if found := prices():
        assert all("incl. VAT and delivery" in price for price in found)
        assert all("с НДС и доставкой" in price for price in prices("/ru"))


def test_a_shop_that_charges_none_says_so(prices):
    say(vat_rate=0)
    assert all("no VAT is charged" in price for price in prices())


def test_a_shop_that_has_not_said_its_rate_says_nothing(prices):
    assert not any("VAT" in price for price in prices())
