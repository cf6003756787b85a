"""The list of shades: 24 a page, in three orders, and no address of it is ever a fault."""

from datetime import timedelta
from decimal import Decimal
from itertools import chain

import pytest
from django.utils import timezone

from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import attribute, browser, words

pytestmark = pytest.mark.django_db


def shades(*prices, **fields):
    return [ProductFactory(price=Decimal(price), photos=[], **fields) for price in prices]


@pytest.fixture
def pages_of_two(settings):
    settings.PRODUCTS_PER_PAGE = 2


def test_a_page_has_24_shades():
    for _ in range(25):
        ProductFactory(photos=[])
    first = browser().get("/products/")
    assert len(slugs(first)) == 24
    assert "25 shades" in words(first)
    assert "1 to 24 of 25" in words(first)
    assert len(slugs(browser().get("/products/?page=2"))) == 1


def test_how_many_is_a_setting(pages_of_two):
    made = [product.slug for product in shades(1, 1, 1, 1, 1)]
    on_pages = [slugs(browser().get(f"/products/?page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in on_pages] == [2, 2, 1]
    assert list(chain(*on_pages)) == made[::-1]


def test_newest_come_first_and_of_one_moment_the_last_made():
    now = timezone.now()
    old = ProductFactory(created_at=now - timedelta(days=1))
    first, second = (ProductFactory(created_at=now) for _ in range(2))
    assert slugs(browser().get("/products/")) == [second.slug, first.slug, old.slug]
    assert slugs(browser().get("/products/?sort=newest")) == [second.slug, first.slug, old.slug]


def test_prices_rise_or_fall_and_equal_ones_keep_the_order_of_making():
    dear, cheap, also_cheap = shades("100.00", "9.50", "9.50")
    rising = [cheap.slug, also_cheap.slug, dear.slug]
    assert slugs(browser().get("/products/?sort=price")) == rising
    assert slugs(browser().get("/products/?sort=-price")) == rising[::-1]


def test_pages_of_a_sorted_list_have_every_shade_once(pages_of_two):
    made = {product.slug for product in shades(*["9.50"] * 5)}
    on_pages = [slugs(browser().get(f"/products/?sort=price&page={page}")) for page in (1, 2, 3)]
    assert sorted(chain(*on_pages)) == sorted(made)


def test_the_links_of_pages_keep_the_order(pages_of_two):
    shades(1, 2, 3)
    for address, following in (("/products/?sort=price", "?sort=price&page=2"), ("/products/", "?page=2")):
        assert attribute(browser().get(address), '.pagination [rel="next"]', "href") == following


@pytest.mark.parametrize("sort", ["cheapest", "", "-newest", "price;drop table products", "\x00"])
def test_an_unknown_order_is_the_usual_one(sort):
    cheap, dear = shades("1.00", "2.00")
    response = browser().get("/products/", {"sort": sort})
    assert response.status_code == 200
    assert slugs(response) == [dear.slug, cheap.slug]
    assert words(response, '#id_sort option[value=""][selected]') == "Newest first"


@pytest.mark.parametrize("page", ["999", "3", "999999"])
def test_a_page_past_the_last_is_not_there(pages_of_two, page):
    shades(1, 2, 3)
    assert browser().get("/products/", {"page": page}).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1.5", "9" * 5000, "\x00", "1e9"])
def test_instead_of_what_is_no_page_the_first_is_shown_with_a_message(pages_of_two, page):
    made = shades(1, 2, 3)
    response = browser().get("/products/", {"page": page})
    assert response.status_code == 200
    assert slugs(response) == [made[2].slug, made[1].slug]
    assert "There is no page" in words(response)


def test_an_empty_shop_has_an_empty_first_page():
    response = browser().get("/products/")
    assert response.status_code == 200
    assert "0 shades" in words(response)
    assert browser().get("/products/?page=2").status_code == 404


def test_hidden_shades_are_not_in_the_list():
    ProductFactory(is_public=False)
    shown = ProductFactory()
    assert slugs(browser().get("/products/")) == [shown.slug]
    assert "1 shade" in words(browser().get("/products/"))


@pytest.mark.parametrize(
    ("stock", "said"), [(0, "Sold out"), (1, "Only 1 left"), (3, "Only 3 left"), (4, "In stock"), (150, "In stock")]
)
def test_stock_is_said_in_a_word(stock, said):
    ProductFactory(stock=stock)
    assert said in words(browser().get("/products/"))


def test_the_home_page_shows_the_newest_at_its_top_and_the_five_before_it():
    made = [ProductFactory(photos=[]).slug for _ in range(6)]
    ProductFactory(is_public=False, photos=[])
    response = browser().get("/")
    assert made[-1] in response.content.decode()
    assert slugs(response) == made[-2::-1]
    assert "See all 6 shades" in words(response)


@pytest.mark.parametrize("address", ["/", "/products/", "/products/drum/"])
def test_catalogue_pages_are_only_shown(address):
    ProductFactory(slug="drum")
    client = browser()
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert client.put(address).status_code == 405
