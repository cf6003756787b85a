"""Shades ticked for comparison: kept in the address of the list while it is sorted, narrowed and paged."""

from urllib.parse import parse_qs, urlsplit

import pytest

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, attributes, browser, element, elements, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shades(settings):
    settings.PRODUCTS_PER_PAGE = 2
    for number in range(5):
        ProductFactory(slug=f"shade-{number}", name_en=f"Shade {number}", shape="drum", price=50 + number)


def products(**address):
    response = browser().get("/products/", address)
    assert response.status_code == 200
    assert not response.cookies
    return response


def ticked(page):
    return attributes(page, '[name="compare"][form="filter-form"][checked]', "value")


def kept(address):
    return parse_qs(urlsplit(address).query).get("compare", [])


def test_ticks_of_the_address_are_ticked_here_and_on_other_pages():
    page = products(compare=["shade-4", "shade-0"], sort="price")
    assert sorted(ticked(page)) == ["shade-0", "shade-4"]
    assert text_of(element(page, ".compare-bar__elsewhere")) == "Shade 4"
    assert text_of(element(page, ".compare-bar compare-ticks button")) == "Compare 2"
    assert not elements(products(), ".compare-bar__elsewhere")
    assert text_of(element(products(), ".compare-bar compare-ticks button")) == "Compare"


def test_every_way_through_the_list_keeps_them():
    page = products(compare=["shade-4", "shade-0"], shape="drum", sort="price")
    links = attributes(page, ".pagination a, .chips a, .filters__actions a", "href")
    assert len(links) > 4
    assert {tuple(kept(link)) for link in links} == {("shade-4", "shade-0")}
    # The boxes, that of the other page too, are sent with the filters and the order.
    assert (
        attribute(page, "#id_sort", "form") == attribute(page, ".compare-bar__elsewhere input", "form") == "filter-form"
    )


def test_a_list_that_finds_nothing_keeps_them():
    page = products(compare=["shade-4"], q="velvet zzz")
    assert ticked(page) == ["shade-4"]
    links = [link for link in attributes(page, ".empty a", "href") if urlsplit(link).path == "/products/"]
    assert links
    assert all(kept(link) == ["shade-4"] for link in links if "shape=" not in link)


def test_the_canonical_address_is_without_them():
    assert attribute(products(compare="shade-1"), '[rel="canonical"]', "href") == "http://testserver/products/"
    second = products(compare="shade-1", page=2)
    assert attribute(second, '[rel="canonical"]', "href") == "http://testserver/products/?page=2"


def test_what_is_no_shade_of_the_shop_is_not_counted():
    Product.objects.filter(slug="shade-3").update(is_public=False)
    page = products(compare=["shade-4", "shade-3", "nothing", "'", "x" * 3000, "shade-4"])
    assert ticked(page) == ["shade-4"]
    assert text_of(element(page, ".compare-bar compare-ticks button")) == "Compare 1"


def test_a_thousand_ticks_are_twelve():
    page = products(compare=[f"no-{number}" for number in range(1000)])
    assert len(kept(attribute(page, '[rel="next"]', "href"))) == 12


def test_only_ticks_of_other_pages_cost_a_query(django_assert_max_num_queries):
    visitor = browser()
    with django_assert_max_num_queries(100) as plain:
        visitor.get("/products/", {"sort": "price"})
    for ticks, more in ((["shade-0"], 0), (["shade-0", "shade-3", "shade-4"], 1)):
        with django_assert_max_num_queries(100) as asked:
            visitor.get("/products/", {"sort": "price", "compare": ticks})
        assert len(asked) == len(plain) + more


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_button_leads_from_the_form_of_the_filters_to_the_comparison(prefix):
    sent = {"q": "", "width_min": "20", "sort": "price", "compare": ["shade-4", "shade-0"]}
    answer = browser().get(f"{prefix}/compare/", sent)
    assert answer.status_code == 302
    assert answer["Location"] == f"{prefix}/compare/?shade=shade-4&shade=shade-0"


def test_a_tick_joins_those_that_are_compared():
    sent = {"shade": ["shade-1", "shade-2"], "compare": ["shade-2", "shade-3"], "unit": "in"}
    answer = browser().get("/compare/", sent)
    assert answer["Location"] == "/compare/?shade=shade-1&shade=shade-2&shade=shade-3&unit=in"


def test_from_the_comparison_all_shades_can_be_chosen_from_with_these_ticked():
    page = browser().get("/compare/?shade=shade-1&shade=shade-2")
    element(page, 'a[href="/products/?compare=shade-1&compare=shade-2"]')
    assert text_of(element(page, "#compare button")) == "Compare 2"


def test_without_a_script_the_next_page_can_be_reached_with_what_was_just_ticked():
    assert attribute(products(), ".compare-bar noscript button", "value") == "2"
    assert not elements(products(page=3), ".compare-bar noscript")
