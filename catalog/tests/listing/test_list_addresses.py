"""Every state of the list is one address: reload, Back and sharing show the same; chips lead to its neighbours."""

import random

import pytest
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from catalog.listing.parsing import parse
from catalog.listing.state import ListState
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import RANDOM_SEED, chips, option, random_state, slugs
from shop.tests.pages import attribute, browser, said, value_of

SEARCHES = ("", "linen", "40 cm", "лён & шёлк", '16"', "a+b=c?d#e", "100%")


def test_what_is_read_from_a_states_address_is_that_state():
    rnd = random.Random(RANDOM_SEED)
    for _ in range(500):
        state = random_state(rnd, searches=SEARCHES)
        reading = parse(QueryDict(state.url.partition("?")[2]), Q(stock=1))
        assert reading.state == state
        assert reading.state.url == state.url
        assert not reading.notes.notices
        assert not reading.notes.faults


def test_the_order_and_number_of_parameters_does_not_matter():
    tidy = parse(QueryDict("use=table&shape=drum&shape=bell&sort=price")).state
    untidy = parse(QueryDict("sort=price&shape=bell&shape=drum&shape=bell&use=table&q=&page=1")).state
    assert tidy == untidy
    assert tidy.url == "/products/?use=table&shape=drum&shape=bell&sort=price"


def test_nothing_chosen_is_the_plain_address():
    assert ListState().url == reverse("catalog:product_list")


@pytest.mark.django_db
class TestChips:
    ADDRESS = "/products/?q=drum&width_min=20&shape=drum&shape=bell&in_stock=1&sort=price"

    @pytest.fixture(autouse=True)
    def shade(self):
        ProductFactory(slug="drum")

    def test_each_takes_one_value_away(self):
        assert chips(browser().get(self.ADDRESS)) == {
            "“drum”": "/products/?width_min=20&shape=drum&shape=bell&in_stock=1&sort=price",
            "Drum": "/products/?q=drum&width_min=20&shape=bell&in_stock=1&sort=price",
            "Bell": "/products/?q=drum&width_min=20&shape=drum&in_stock=1&sort=price",
            "Width from 20 cm": "/products/?q=drum&shape=drum&shape=bell&in_stock=1&sort=price",
            "In stock": "/products/?q=drum&width_min=20&shape=drum&shape=bell&sort=price",
        }

    def test_one_link_clears_all_and_leaves_the_order(self):
        for address, cleared in (
            (self.ADDRESS, "/products/?sort=price"),
            ("/products/?shape=drum", "/products/"),
        ):
            assert attribute(browser().get(address), ".chips__clear", "href") == cleared

    def test_there_are_none_where_nothing_is_chosen(self):
        assert chips(browser().get("/products/?sort=price")) == {}

    def test_they_stay_in_their_language(self):
        assert set(chips(browser().get("/ru/products/?shape=drum")).values()) == {"/ru/products/"}

    def test_the_form_shows_the_state_again(self):
        page = browser().get(self.ADDRESS)
        assert value_of(page, "q", ".site-header") == ""
        assert value_of(page, "q") == "drum"
        assert value_of(page, "width_min") == "20"
        assert {name for name in ("drum", "bell", "dome") if "checked" in option(page, "shape", name)} == {
            "drum",
            "bell",
        }
        assert attribute(page, "#id_sort option[selected]", "value") == "price"
        assert slugs(page) == ["drum"]


@pytest.mark.django_db
def test_the_language_switch_keeps_the_state():
    page = browser().get("/products/?shape=drum&q=linen")
    assert attribute(page, 'footer [hreflang="ru"]', "href") == "/ru/products/?shape=drum&q=linen"


@pytest.mark.django_db
def test_links_to_other_pages_keep_the_state(settings):
    settings.PRODUCTS_PER_PAGE = 2
    for _ in range(3):
        ProductFactory()
    page = browser().get("/products/?shape=drum&use=table&q=linen")
    assert attribute(page, '.pagination [rel="next"]', "href") == "?q=linen&use=table&shape=drum&page=2"


@pytest.mark.django_db
def test_a_narrowed_list_is_no_page_of_its_own_for_robots():
    ProductFactory()
    page = browser().get("/products/?shape=drum")
    assert attribute(page, '[rel="canonical"]', "href") == "http://testserver/products/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["utm_source", "UTM_SOURCE", "gclid", "ysclid", "srsltid", "gad_source", "foo", "", "Shape"]
)
def test_parameters_that_are_not_of_the_list_are_passed_over_in_silence(name):
    ProductFactory(shape="drum")
    page = browser().get("/products/", {name: "lm1", "shape": "drum"})
    assert said(page) == []
    assert set(chips(page)) == {"Drum"}
