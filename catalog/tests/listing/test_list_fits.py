"""Narrowing the list by the lamp at home: the same shades that the cards say may fit it."""

import pytest

from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import chips, count_of, slugs
from shop.tests.pages import browser, elements, said

pytestmark = pytest.mark.django_db
LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table", "unit": "cm"}


def shade(slug, width, **fields):
    measures = {"widest_mm": width, "top_diameter_mm": width, "bottom_diameter_mm": width, "height_mm": 250}
    return ProductFactory(slug=slug, **measures | fields)


@pytest.fixture(autouse=True)
def shades():
    shade("good", 360)
    shade("possible", 300, shape="bell")
    shade("too-wide", 500, shape="bell")
    shade("for-hanging", 360, for_table=False, for_pendant=True, fitting_position="top")


@pytest.fixture
def owner():
    client = browser()
    assert client.post("/fit/lamp/", LAMP).status_code in (302, 303)
    return client


def test_it_keeps_what_fits_well_or_possibly(owner):
    page = owner.get("/products/?fits=1")
    assert set(slugs(page)) == {"good", "possible"}
    assert chips(page) == {"Fits my lamp": "/products/"}
    assert said(page) == []


def test_its_count_is_that_of_the_other_filters_and_the_lamp(owner):
    assert count_of(owner.get("/products/"), "fits", "1") == 2
    page = owner.get("/products/?shape=bell")
    assert count_of(page, "fits", "1") == 1
    assert count_of(owner.get("/products/?fits=1"), "shape", "bell") == 1


def test_it_costs_no_query_more(owner, django_assert_num_queries):
    # 1 the counts, 2 the shades of the page, 3 their photographs
    with django_assert_num_queries(3):
        owner.get("/products/?fits=1&shape=bell")


def test_without_a_lamp_it_is_not_offered_and_is_left_out_with_a_message():
    page = browser().get("/products/?fits=1")
    assert elements(page, '[name="fits"]') == []
    assert len(slugs(page)) == 4
    assert said(page) == ["We do not know your lamp yet, so we ignored “Fits my lamp”."]
