"""Sort orders of the list: sold-out shades last, ties by primary key, and no page repeats or loses a shade."""

import random
from datetime import timedelta
from itertools import chain

import pytest
from django.http import QueryDict
from django.utils import timezone

from catalog.listing.results import shade_list
from catalog.listing.state import SORTS
from catalog.models import Product
from catalog.search.query import RANKED
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import RANDOM_SEED, random_shade, slugs
from shop.tests.pages import attribute, attributes, browser, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

KEYS = {
    "newest": lambda shade: (shade.stock < 1, -shade.created_at.timestamp(), -shade.pk),
    "price": lambda shade: (shade.stock < 1, shade.price, shade.pk),
    "-price": lambda shade: (shade.stock < 1, -shade.price, -shade.pk),
    "width": lambda shade: (shade.stock < 1, shade.widest_mm, shade.pk),
}


@pytest.fixture
def many(settings):
    """Ninety shades, many of one price, one width and one moment; pages of seven."""
    settings.PRODUCTS_PER_PAGE = 7
    rnd = random.Random(RANDOM_SEED)
    shades = [random_shade(rnd, number) for number in range(90)]
    for shade in shades:
        shade.created_at = timezone.now() - timedelta(days=rnd.choice([1, 2, 3]))
        shade.is_public = True
    return Product.objects.bulk_create(shades)


def all_pages(query):
    first = shade_list(QueryDict(query))
    pages = [shade_list(QueryDict(f"{query}&page={n}")).products for n in range(1, first.page.paginator.num_pages + 1)]
    return list(chain(*pages))


@pytest.mark.parametrize("sort", KEYS)
def test_all_pages_together_are_the_list_in_its_order(many, sort):
    assert all_pages(f"sort={sort}") == sorted(many, key=KEYS[sort])


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("narrowed", ["q=shade", "q=halm", "q=velvet&light=glows", "q=40+cm"])
def test_searched_pages_have_every_shade_once_and_sold_out_ones_last(many, sort, narrowed):
    shown = all_pages(f"{narrowed}&sort={sort}")
    assert len(shown) == len(set(shown)) == shade_list(QueryDict(narrowed)).counts.total > 0
    assert [shade.stock < 1 for shade in shown] == sorted(shade.stock < 1 for shade in shown)


def test_more_than_are_ranked_still_come_once_each(settings):
    settings.PRODUCTS_PER_PAGE = 70
    rnd = random.Random(RANDOM_SEED)
    shades = [random_shade(rnd, number) for number in range(RANKED + 90)]
    for shade in shades:
        shade.name_en, shade.is_public = "Halm shade", True
    Product.objects.bulk_create(shades)
    shown = all_pages("q=shade+halm")
    assert set(shown) == set(shades)
    assert len(shown) == len(shades)


def test_only_the_newest_are_ranked(settings):
    settings.PRODUCTS_PER_PAGE = RANKED // 5
    named = ProductFactory(name_en="Velvet", material="linen")
    others = (ProductFactory.build(slug=f"o{n}", name_en="Other", material="velvet") for n in range(RANKED - 1))
    first, *rest = Product.objects.bulk_create(others)
    assert all_pages("q=velvet") == [named, *rest[::-1], first]
    last = ProductFactory(name_en="Other", material="velvet")
    assert all_pages("q=velvet") == [last, *rest[::-1], first, named]


def test_a_sold_out_shade_is_last_whatever_its_price_and_keeps_its_page():
    gone = ProductFactory(price="1.00", stock=0, widest_mm=300)
    there = ProductFactory(price="99.00", widest_mm=400, bottom_diameter_mm=400)
    for sort in ("newest", "price", "-price", "width"):
        assert slugs(browser().get(f"/products/?sort={sort}")) == [there.slug, gone.slug]
    assert browser().get(gone.get_absolute_url()).status_code == 200


def test_relevance_is_the_usual_order_of_a_search_and_offered_only_there():
    ProductFactory()
    searched, plain = browser().get("/products/?q=drum"), browser().get("/products/?sort=relevance")
    assert attributes(searched, "#id_sort option", "value")[:2] == ["", "newest"]
    assert words(searched, "#id_sort option[selected]") == "Best match"
    assert "Best match" not in words(plain)
    assert words(plain, "#id_sort option[selected]") == "Newest first"
    assert attribute(plain, "#id_sort option[selected]", "value") == ""


def test_names_come_before_facts_and_whole_words_before_beginnings():
    facts = ProductFactory(name_en="Plain", material="silk", colour_en="Sand")
    begins = ProductFactory(name_en="Silkworm", material="cotton", colour_en="Sand")
    named = ProductFactory(name_en="Silk", material="cotton", colour_en="Sand")
    for _ in range(3):
        ProductFactory(name_en="Other", material="linen")
    assert slugs(browser().get("/products/?q=silk")) == [named.slug, begins.slug, facts.slug]
