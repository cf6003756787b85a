"""The page of a sold-out shade links to others of its width."""

import pytest

from catalog.tests.factories import ProductFactory
from shop import for_a_minute
from shop.tests.pages import attribute, attributes, browser, element, elements, text_of, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

LINK = "main .product__buy p > a[href*='width_min']"


def page_of(product, prefix=""):
    return browser().get(f"{prefix}{product.get_absolute_url()}")


def shade(wide, **fields):
    sides = dict.fromkeys(("top_diameter_mm", "bottom_diameter_mm", "widest_mm"), wide)
    return ProductFactory(**{**sides, "slug": f"shade-{wide}", **fields})


def test_it_leads_to_those_that_are_three_centimetres_narrower_or_wider_and_in_stock():
    gone = shade(325, stock=0)
    for wide in (289, 290, 360, 361):
        shade(wide)
    shade(320, slug="another-gone", stock=0)
    shade(330, slug="hangs", for_table=False, for_pendant=True)
    shade(330, slug="hidden", is_public=False)
    page = page_of(gone)
    link = element(page, LINK)
    assert text_of(link) == "Other shades 29 to 36 cm wide"
    assert "wide 2 " in words(page, ".product__buy")
    listed = browser().get(attribute(page, LINK, "href"))
    assert {*attributes(listed, "[data-product]", "data-product")} == {"shade-290", "shade-360"}


def test_it_says_so_in_russian():
    gone, _other = shade(320, stock=0), shade(310)
    assert words(page_of(gone, "/ru"), LINK) == "Другие абажуры шириной от 29 до 35 см"


def test_where_there_is_none_nothing_is_offered():
    gone, _wide = shade(320, stock=0), shade(500)
    assert elements(page_of(gone), LINK) == []


def test_a_shade_that_can_be_bought_offers_none():
    here, _other = shade(320), shade(310)
    assert elements(page_of(here), LINK) == []


def test_it_is_one_query_more(django_assert_num_queries):
    gone, _other = shade(320, stock=0), shade(310)
    # 1 the shade, 2 its photographs, 3 how many others there are
    with django_assert_num_queries(3):
        page_of(gone)


@pytest.fixture
def a_minute(monkeypatch):
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    for_a_minute.forget()
    yield
    for_a_minute.forget()


@pytest.mark.usefixtures("a_minute")
def test_shades_of_one_width_ask_once_a_minute(django_assert_num_queries):
    gone, other, _here = shade(320, stock=0), shade(320, slug="another-gone", stock=0), shade(310)
    page_of(gone)
    with django_assert_num_queries(2):
        page = page_of(other)
    assert "wide 1 " in words(page, ".product__buy")
