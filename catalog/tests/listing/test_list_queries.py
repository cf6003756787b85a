"""Query counts of the filtered list: the same for 24 shades as for thousands, whatever is chosen."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from catalog.tests.factories import FamilyFactory, PhotoFactory
from catalog.tests.listing.lists import RANDOM_SEED, random_shade
from shop import for_a_minute
from shop.tests.long import LONG
from shop.tests.pages import browser, elements, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

QUERIES = [
    "",
    "shape=drum&shape=empire&shape=cone&material=linen&material=silk&light=glows&light=half",
    "use=table&use=floor&fitting=ring_e27&fitting=uno&fitting=spider&width_min=20&width_max=60&price_min=10&in_stock=1",
    "q=halm&shape=drum&shape=empire",
    "q=silk+40+cm&sort=price",
    "sort=width&page=1",
]


def fill(how_many):
    """Random shades, the half of them of one family. Those beyond 2,000 are copies, which the database makes fast."""
    rnd = random.Random(RANDOM_SEED)
    family = FamilyFactory(slug="family")
    shades = [random_shade(rnd, number) for number in range(min(how_many, 2000))]
    for shade in shades[::2]:
        shade.family = family
    Product.objects.bulk_create(shades)
    copy_all(times=how_many // len(shades) - 1)
    newest = Product.objects.public().newest()[:24]
    PhotoFactory._meta.model.objects.bulk_create(PhotoFactory.build(product=shade) for shade in newest)
    assert Product.objects.count() == how_many


def copy_all(times):
    columns = [field.column for field in Product._meta.concrete_fields if not field.primary_key]
    values = [f"{name} || '-' || %(copy)s" if name in ("sku", "slug") else name for name in columns]
    into = f"INSERT INTO products ({', '.join(columns)})"
    last = Product.objects.latest("pk").pk
    with connection.cursor() as cursor:
        # One statement for each copy: all at once take longer than a page may wait for an answer.
        for copy in range(times):
            numbers = {"copy": str(copy), "last": last}
            cursor.execute(f"{into} SELECT {', '.join(values)} FROM products WHERE id <= %(last)s", numbers)


@pytest.mark.parametrize("how_many", [24, 24_000 if LONG else 6_000])
def test_a_list_costs_four_queries(how_many):
    fill(how_many)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE products")
    for query in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            page = browser().get(f"/products/?{query}")
        assert elements(page, "[data-product]"), query
        # 1 the first thousand and the counts of the options, or of the whole list alone, 2 the shades of the page,
        # 3 their photographs, 4 the colours of their families, where one of them is of a family
        assert len(queries) in (3, 4), query


def test_a_list_without_a_shade_costs_few_more(django_assert_num_queries, monkeypatch):
    fill(24)
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    for_a_minute.forget()
    # 1 the counts, 2 the known words that are near, 3 each word alone, 4 all shapes, 5 the newest shades, 6 their
    # photographs, 7 the colours of their families; with PostgreSQL before them what it has of the words
    with django_assert_num_queries(8 if connection.vendor == "postgresql" else 7):
        page = browser().get("/products/?q=zebra+unicorn")
    assert "No shade for “zebra unicorn”" in words(page)
    # The first four, and what PostgreSQL has, are kept for a minute.
    with django_assert_num_queries(3):
        browser().get("/products/?q=zebra+unicorn")
    for_a_minute.forget()
