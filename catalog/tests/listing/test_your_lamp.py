"""A remembered lamp leads the list: a line above it, and what fits comes first in the usual order alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import attribute, attributes, browser, elements, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table", "unit": "cm"}


@pytest.fixture(autouse=True)
def shades():
    """Each that fits is older than one that does not."""
    for number in range(3):
        for slug, wide in ((f"fits-{number}", 360), (f"wide-{number}", 500)):
            sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 250}
            ProductFactory(slug=slug, price=10 + number, **sizes)


@pytest.fixture
def owner():
    client = browser()
    client.post("/fit/lamp/", LAMP)
    return client


def test_the_line_says_how_many_fit_and_leads_to_these_alone(owner):
    page = owner.get("/products/")
    assert words(page, ".your-lamp") == "Your lamp, 38 × 16 cm, E27: 3 fit · show only these · change"
    only = attribute(page, ".your-lamp a:first-of-type", "href")
    assert set(slugs(owner.get(only))) == {"fits-0", "fits-1", "fits-2"}
    assert words(owner.get(only), ".your-lamp") == "Your lamp, 38 × 16 cm, E27: 3 fit · show all · change"
    assert attribute(owner.get(only), ".your-lamp a:first-of-type", "href") == "/products/"


def test_the_number_is_that_of_the_list_as_it_is_narrowed(owner):
    page = owner.get("/products/?price_max=10&price_min=10")
    assert "1 fits" in words(page, ".your-lamp")


def test_above_a_limit_it_is_only_more(owner, monkeypatch):
    monkeypatch.setattr("catalog.models.count.EXACT_UP_TO", 3)
    monkeypatch.setattr("catalog.listing.facets.EXACT_UP_TO", 3)
    assert ": 3 fit" in words(owner.get("/products/"), ".your-lamp")
    monkeypatch.setattr("catalog.models.count.EXACT_UP_TO", 2)
    monkeypatch.setattr("catalog.listing.facets.EXACT_UP_TO", 2)
    assert ": 2+ fit" in words(owner.get("/products/"), ".your-lamp")


def test_where_none_fits_there_is_no_list_of_these():
    client = browser()
    client.post("/fit/lamp/", {**LAMP, "holder": "spider"})
    assert words(client.get("/products/"), ".your-lamp") == "Your lamp, 38 × 16 cm, harp: 0 fit · change"


def test_what_fits_comes_first_in_the_usual_order(owner):
    assert slugs(owner.get("/products/")) == ["fits-2", "fits-1", "fits-0", "wide-2", "wide-1", "wide-0"]
    assert slugs(browser().get("/products/")) == ["wide-2", "fits-2", "wide-1", "fits-1", "wide-0", "fits-0"]


@pytest.mark.parametrize("query", ["sort=newest", "sort=price", "sort=-price", "sort=width", "q=shade"])
def test_a_chosen_order_and_a_search_keep_their_own(owner, query):
    assert slugs(owner.get(f"/products/?{query}")) == slugs(browser().get(f"/products/?{query}"))


def test_the_orders_to_choose_from(owner):
    values = attributes(owner.get("/products/"), "#id_sort option", "value")
    assert values == ["", "newest", "price", "-price", "width"]
    assert attributes(browser().get("/products/"), "#id_sort option", "value") == ["", "price", "-price", "width"]


def test_pages_neither_repeat_nor_lose_a_shade(owner, settings):
    settings.PRODUCTS_PER_PAGE = 2
    pages = [slugs(owner.get(f"/products/?page={number}")) for number in (1, 2, 3)]
    assert [slug for page in pages for slug in page] == ["fits-2", "fits-1", "fits-0", "wide-2", "wide-1", "wide-0"]


def test_without_a_lamp_there_is_no_line_and_its_order_is_the_usual_one():
    page = browser().get("/products/?sort=lamp")
    assert elements(page, ".your-lamp") == []
    assert slugs(page) == slugs(browser().get("/products/"))


def test_the_line_costs_one_query(owner):
    """The shades that fit are counted, up to a thousand; all other numbers are kept."""
    with CaptureQueriesContext(connection) as with_lamp:
        owner.get("/products/")
    with CaptureQueriesContext(connection) as without:
        browser().get("/products/")
    assert len(with_lamp) == len(without) + 1
