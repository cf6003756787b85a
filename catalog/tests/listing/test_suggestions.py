"""A list without a shade leads on: without a filter, each word alone, all shapes, shades that come near."""

import pytest

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import attributes, browser, element, elements, text_of, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def shades():
    ProductFactory(slug="drum", name_en="One", shape="drum", material="linen", price="50.00")
    ProductFactory(slug="bell", name_en="Two", shape="bell", material="silk", price="90.00")
    ProductFactory(slug="red-bell", name_en="Three", shape="bell", material="silk", colour_family="red", price="95.00")


def nearest(query, prefix=""):
    """Why the shades below an empty list are shown, and which they are."""
    page = browser().get(f"{prefix}/products/?{query}")
    assert slugs(page) == []
    return words(page, ".instead #nearest"), attributes(page, "[data-nearest]", "data-nearest")


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


def test_the_rarest_word_comes_first():
    assert list(ways("q=bell+linen")) == ["Only “linen”", "Only “bell”", "All shades"]


@pytest.mark.parametrize(
    ("query", "why", "found"),
    [
        ("q=zebra", "New shades", ["red-bell", "bell", "drum"]),
        ("q=bell+linen", "Only “linen”", ["drum"]),
        ("q=silk+zebra", "Only “silk”", ["red-bell", "bell"]),
        ("shape=drum&material=silk&price_max=60", "Without the filter “Material”", ["drum"]),
        ("q=silk&shape=drum", "Without the filter “Shape”", ["red-bell", "bell"]),
        ("q=unicorn&shape=drum", "New shades", ["red-bell", "bell", "drum"]),
        ("width_min=99", "Without the filter “Width”", ["red-bell", "bell", "drum"]),
        ("width_min=99&shape=bell", "Without the filter “Width”", ["red-bell", "bell"]),
    ],
)
def test_shades_that_come_near_are_shown(query, why, found):
    assert nearest(query) == (why, found)


def test_of_a_size_that_no_shade_has_the_nearest_are_shown():
    for slug, width, height in (("wide", 600, 300), ("wider", 750, 150), ("high", 400, 500)):
        ProductFactory(slug=slug, widest_mm=width, height_mm=height, material="silk")
    assert nearest("q=90+cm") == ("Nearest in size", ["wider", "wide", "high", "red-bell", "bell", "drum"])
    assert nearest("q=h+90")[1][:2] == ["high", "wide"]
    assert nearest("q=d70+silk")[1][:2] == ["wider", "wide"]
    assert nearest("q=linen+silk+90+cm")[0] == "Only “linen”"


def test_no_more_than_six_come_near():
    for _ in range(9):
        ProductFactory()
    assert len(nearest("q=zebra")[1]) == 6


def test_a_hidden_shade_comes_near_to_nothing():
    Product.objects.filter(shape="drum").update(is_public=False)
    assert nearest("q=zebra")[1] == ["red-bell", "bell"]


@pytest.mark.parametrize("query", ["q=zebra", "shape=drum&material=silk", "q=silk&shape=drum", "q=95+cm"])
def test_all_shapes_are_shown_with_their_counts(query):
    page = browser().get(f"/products/?{query}")
    shapes = {link.attributes["href"]: text_of(link) for link in elements(page, ".shapes a")}
    assert shapes == {"/products/?shape=drum": "Drum 1", "/products/?shape=bell": "Bell 2"}
    assert len(elements(page, ".shapes svg")) == 2


def test_a_list_with_shades_shows_nothing_instead():
    page = browser().get("/products/?q=silk")
    assert not elements(page, ".instead, [data-nearest], .shapes")


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("q=zebra", "Try another word, or one of these:"),
        ("q=zebra+unicorn", "Try fewer words, or one of these:"),
        ("shape=drum&material=silk", "Remove a filter, or try one of these:"),
    ],
)
def test_the_hint_is_of_what_was_asked(query, hint):
    assert words(browser().get(f"/products/?{query}"), ".empty p") == hint


def test_with_a_lamp_what_comes_near_has_its_verdict():
    visitor = browser()
    visitor.post("/fit/lamp/", {"height": "38", "width": "16", "holder": "e27", "use": "table"})
    page = visitor.get("/products/?q=zebra")
    assert len(elements(page, "[data-nearest] [data-verdict]")) == 3


def test_a_shop_without_a_shade_offers_nothing():
    Product.objects.update(is_public=False)
    page = browser().get("/products/?q=drum")
    assert "No shade for “drum”" in words(page)
    assert element(page, ".empty").css("a") == []
    assert not elements(page, ".instead")


def test_in_russian_the_ways_stay_russian():
    assert {url for url, _ in ways("q=zebra+linen", "/ru").values()} == {"/ru/products/?q=linen", "/ru/products/"}
