"""How many rows PostgreSQL reads for a page of a large shop: hardly more than a page shows, however rare they are.

8,000 shades of some dozen kinds. Not the time is measured but the rows of the plan, which are the same on any machine.
"""

import random
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.utils import timezone

from catalog.models import Product
from catalog.models.first_rows import Rows, keys
from catalog.search.query import understood
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import RANDOM_SEED
from shop import for_a_minute
from shop.tests.pages import browser, elements

SHADES = 8000
MOST_ROWS = 5000

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="these are the plans of PostgreSQL"),
]


@pytest.fixture
def large_shop():
    """Drums for table lamps in four materials, hardly any of silk; a few bells on a spider, all of them of velvet."""
    rnd, now = random.Random(RANDOM_SEED), timezone.now()
    like = ProductFactory.build(slug="like")
    columns = [field.column for field in Product._meta.concrete_fields if not field.primary_key]
    with connection.cursor() as cursor, cursor.copy(f"COPY products ({', '.join(columns)}) FROM STDIN") as copy:
        for number in range(SHADES):
            wide = rnd.choice([250, 300, 350, 400, 450])
            changed = {
                "sku": f"S{number}",
                "slug": f"shade-{number}",
                "created_at": now - timedelta(minutes=rnd.randrange(1_000_000)),
                "material": rnd.choice(["linen", "cotton", "paper"] * 100 + ["silk"]),
                "colour_family": rnd.choice(["white", "green", "blue"]),
                "price": rnd.randrange(20, 200),
                "stock": rnd.randrange(8),
                **dict.fromkeys(("top_diameter_mm", "bottom_diameter_mm", "widest_mm"), wide),
                "height_mm": wide * 2 // 3,
            }
            if number % 200 == 0:
                changed |= {"shape": "bell", "fitting": "spider", "ring_mm": None, "material": "velvet"}
            changed["search_text"] = f" shade \n {changed['material']} {changed['colour_family']} "
            copy.write_row([changed.get(name, getattr(like, name)) for name in columns])
        # What a page has is committed and vacuumed.
    with connection.cursor() as cursor:
        # Other tests have left the indexes large: then, among 8,000 rows, the whole table seems cheaper.
        cursor.execute("REINDEX TABLE products")
        cursor.execute("ANALYZE products")
        cursor.execute("ANALYZE product_kinds")
        # Vacuum is impossible in a transaction: without this the planner would shun what an index alone can answer.
        cursor.execute("UPDATE pg_class SET relallvisible = relpages WHERE relname = 'products'")
    for_a_minute.forget()


def rows_read(address, lamp=None):
    """The most rows that any part of a plan reads for the page: what it passes over included."""
    visitor = browser()
    if lamp:
        visitor.post("/fit/lamp/", lamp)
    asked = []

    def noted(execute, statement, values, many, context):
        asked.append((statement, values))
        return execute(statement, values, many, context)

    with connection.execute_wrapper(noted):
        page = visitor.get(address)
    assert page.status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        plans = []
        for statement, values in asked:
            if statement.lstrip("(").startswith(("SELECT", "WITH")):
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", values)
                plans.append(cursor.fetchone()[0][0]["Plan"])
    return page, max(read(plan) for plan in plans)


def read(node):
    own = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    return max([own, *(read(part) for part in node.get("Plans", []))])


LAMPS = {
    "e27": {"height": "38", "width": "16", "holder": "e27", "use": "table", "unit": "cm"},
    "spider": {"height": "38", "width": "16", "holder": "spider", "use": "table", "unit": "cm"},
    "tiny": {"height": "10", "width": "40", "holder": "e27", "use": "table", "unit": "cm"},
    "uno": {"holder": "uno", "use": "floor", "unit": "cm"},
}


OLD = {"top": "40", "bottom": "40", "height": "26", "unit": "cm"}
PAGES = [
    ("/products/?material=silk&colour=green", None),
    ("/products/?material=linen&colour=green&use=table", None),
    ("/products/?shape=bell&material=linen", None),
    ("/products/?shape=bell&sort=price", None),
    ("/products/?material=silk&sort=-price&in_stock=1", None),
    ("/products/?fitting=uno", None),
    ("/products/?width_min=30&width_max=30&colour=blue&sort=width", None),
    ("/products/?q=velvet+blue&sort=price", None),
    ("/products/?q=99+cm", None),
    *[("/products/", lamp) for lamp in LAMPS.values()],
    *[("/products/?fits=1&material=silk", lamp) for lamp in LAMPS.values()],
    *[(f"/fit/?{urlencode(lamp)}", None) for lamp in LAMPS.values()],
    *[
        (f"/fit/replace/?{urlencode({**OLD, 'fitting': fitting, 'use': use})}", None)
        for fitting, use in [("ring_e27", "table"), ("spider", "table"), ("uno", "floor")]
    ],
]


def test_no_page_reads_the_shop(large_shop):
    read = {}
    for address, lamp in PAGES:
        page, rows = rows_read(address, lamp)
        read[address, str(lamp)] = rows
        if "fitting=spider&use" in address:
            assert len(elements(page, "[data-product]")) == 12
    assert {page: rows for page, rows in read.items() if rows > MOST_ROWS} == {}


def test_words_that_no_shade_has_together_are_not_looked_for_in_their_order(large_shop):
    found = keys(Rows([understood("linen cotton").condition]))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {found.sql}", found.params)
        plan = cursor.fetchone()[0][0]["Plan"]
    ways = [part for part in plan["Plans"] if part["Node Type"] == "Result" and "Subplan Name" not in part]
    _few, many, _makes = ways
    assert many["Plans"][-1]["Actual Loops"] == 0
    assert read(plan) < SHADES
