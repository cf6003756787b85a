"""The list as it is heard and gone through by keyboard."""

import pytest

from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, element, elements

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    ProductFactory()
    return browser().get("/products/")


def test_the_results_can_be_skipped_to(page):
    assert [link.attributes["href"] for link in elements(page, ".skip-link")] == ["#content", "#results"]
    # Only what takes the focus is where the next Tab goes on.
    assert attribute(page, "#results", "tabindex") == "-1"


@pytest.mark.parametrize("path", ["/", "/products/", "/products/?q=zzzzz"])
def test_a_card_describes_its_photograph_once(path):
    ProductFactory()
    page = browser().get(path)
    alts = [photo.attributes["alt"] for photo in elements(page, ".product-card img")]
    assert [bool(alt) for alt in alts] == [True, False]


def test_the_page_of_a_shade_describes_both():
    shade = ProductFactory()
    photos = elements(browser().get(shade.get_absolute_url()), ".product__photos .pair img")
    assert all(photo.attributes["alt"] for photo in photos)


def test_an_empty_cart_is_called_what_is_seen(page):
    cart = element(page, ".site-header__cart")
    assert cart.text(strip=True) == "Cart"
    assert cart.attributes["aria-label"] == "Cart, empty"
