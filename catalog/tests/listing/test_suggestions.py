"""A list without a shade leads on: without a filter, each word alone, everything; and never to another empty list."""

import pytest

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import browser, element, text_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shades():
    ProductFactory(slug="drum", name_en="One", shape="drum", material="linen", price="50.00")
    ProductFactory(slug="bell", name_en="Two", shape="bell", material="silk", price="90.00")
    ProductFactory(slug="red-bell", name_en="Three", shape="bell", material="silk", colour_family="red", price="95.00")


def ways(query, prefix=""):
    """What the empty list offers, and where."""
    page = browser().get(f"{prefix}/products/?{query}")
    assert slugs(page) == []
    offered = {}
    for link in element(page, ".empty").css("a"):
        label, _, count = text_of(link).rpartition(": ")
        offered[label] = (link.attributes["href"], int(count))
    return offered


def test_without_one_filter():
    assert ways("shape=drum&material=silk&price_max=60") == {
        "Without the filter “Material”": ("/products/?shape=drum&price_max=60", 1),
        "All shades": ("/products/", 3),
    }


def test_each_word_alone():
    assert ways("q=linen+silk+zebra") == {
        "Only “linen”": ("/products/?q=linen", 1),
        "Only “silk”": ("/products/?q=silk", 2),
        "All shades": ("/products/", 3),
    }


def test_without_any_filter_where_several_are_chosen():
    offered = ways("q=silk&shape=drum&colour=red&in_stock=1")
    assert offered["Without any filter"] == ("/products/?q=silk", 2)
    assert offered["Without the filter “Shape”"] == ("/products/?q=silk&colour=red&in_stock=1", 1)


def test_every_way_shows_as_many_as_it_says():
    for query in ("shape=drum&colour=red", "q=bell+linen&sort=price", "q=silk&shape=drum&price_max=60", "use=wall"):
        for label, (url, count) in ways(query).items():
            assert len(slugs(browser().get(url))) == count > 0, label


def test_a_shop_without_a_shade_offers_nothing():
    Product.objects.update(is_public=False)
    page = browser().get("/products/?q=drum")
    assert "No shade for “drum”" in words(page)
    assert element(page, ".empty").css("a") == []


def test_in_russian_the_ways_stay_russian():
    assert {url for url, _ in ways("q=zebra+linen", "/ru").values()} == {"/ru/products/?q=linen", "/ru/products/"}
