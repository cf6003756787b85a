"""Who is to change a cart waits for whoever is changing it, before a line of it is read."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import UserFactory
from cart.contents import merge
from cart.tests.factories import CartItemFactory
from orders.checkout import place_order
from orders.tests.factories import DELIVERY, shown

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no locks of rows"),
]


@contextmanager
def held_elsewhere(row):
    """A second connection has locked the row and goes on for a while."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {row._meta.db_table} WHERE id = %s FOR NO KEY UPDATE", [row.pk])
        yield
    finally:
        other.rollback()
        other.close()


@contextmanager
def waits():
    """What is done here has to wait for a lock, and it is a reading that waits, not a later writing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
        with CaptureQueriesContext(connection) as queries, pytest.raises(OperationalError, match="lock timeout"):
            yield
    last = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]][-1]
    assert last.startswith("SELECT")
    assert "FOR " in last


def test_an_order_waits_for_the_cart():
    line = CartItemFactory(user=UserFactory())
    as_shown = shown(line.user)
    with held_elsewhere(line.user), waits():
        place_order(user=line.user, checkout_key="key", shown=as_shown, delivery=DELIVERY)
    assert not line.user.orders.exists()


def test_a_login_waits_for_the_cart_of_the_user():
    user, line = UserFactory(), CartItemFactory(token="guest")
    with held_elsewhere(user), waits():
        merge("guest", user.pk)
    line.refresh_from_db()
    assert line.token == "guest"


def test_a_login_waits_for_the_lines_of_the_guest():
    user, line = UserFactory(), CartItemFactory(token="guest")
    with held_elsewhere(line), waits():
        merge("guest", user.pk)
    line.refresh_from_db()
    assert line.token == "guest"
