"""PostgreSQL plans what an order asks once for each connection, and not anew for each of the first orders."""

import pytest
from django.db import connection

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.checkout import place_order
from orders.tests.factories import DELIVERY, shown

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite prepares no statements"),
]

# By the first table of each: what is written at once is one statement (shop/inserts.py).
PLANS = r"""
    SELECT (regexp_match(statement, '(?:INTO|UPDATE|FROM) "?(\w+)'))[1], generic_plans, custom_plans
    FROM pg_prepared_statements WHERE statement ~ '^(WITH|INSERT|UPDATE|DELETE)'
"""
WRITTEN = ("orders", "order_items", "products", "carts")


@pytest.fixture
def orders():
    """Places one order after another, on a connection that has prepared nothing before."""
    users = [CartItemFactory(user=UserFactory(), product=ProductFactory(stock=5)).user for _ in range(2)]
    pages = [(user, shown(user)) for user in users]
    connection.close()
    return (place_order(user=user, checkout_key="key", shown=page, delivery=DELIVERY) for user, page in pages)


def asked(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_each_statement_is_prepared_by_the_first_order_and_has_one_plan(orders):
    next(orders)
    assert sorted(asked(PLANS)) == sorted((table, 1, 0) for table in WRITTEN)
    next(orders)
    assert sorted(asked(PLANS)) == sorted((table, 2, 0) for table in WRITTEN)


def test_what_is_asked_after_an_order_is_prepared_and_planned_as_anything_else(orders):
    next(orders)
    assert asked("SHOW plan_cache_mode") == [("auto",)]
    assert connection.connection.prepare_threshold == connection.settings_dict["OPTIONS"]["prepare_threshold"] > 0
