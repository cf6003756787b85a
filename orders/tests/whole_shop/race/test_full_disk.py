"""The disk of the database is really full: every page says to come again, the order comes, and nothing is lost."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.whole_shop.race.databases import SQLite
from orders.tests.whole_shop.race.shop import Shop
from orders.tests.whole_shop.race.visitors import Visitor, statuses
from orders.tests.whole_shop.small_disk import fill, small_disk

# A disk has to be mounted; what the shop says of one is tested without.
pytestmark = [pytest.mark.race, pytest.mark.long]


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk") as folder:
        yield folder


def test_an_order_comes_again_when_there_is_space(database, databases, disk, tmp_path, measured):
    if databases.label != SQLite.label:
        pytest.skip("PostgreSQL is a server: to the shop it is down then")
    user, product, file = UserFactory(), ProductFactory(stock=5), database.removeprefix("sqlite:///")
    visitor = Visitor(0, user)
    connection.close()
    shutil.copy(file, disk / "shop.sqlite3")
    shop = Shop(f"sqlite:///{disk}/shop.sqlite3", tmp_path / "gunicorn.log", processes=2, threads=4)
    visitor.port = shop.port
    try:
        assert visitor.add(product).status == 303
        page = visitor.review()
        ballast = fill(disk)
        refused = visitor.place(page)
        # SQLite needs space even to read, in its index of the log.
        read = [visitor.get(path) for path in ("/products/", "/cart/", "/orders/")]
        ballast.unlink()
        placed = visitor.place(page)
        assert shop.errors() == ""
    finally:
        shop.close()
    measured(f"a full disk: an order {refused.status}, pages {dict(statuses(read))}; with space again {placed.status}")
    assert set(statuses([refused, *read])) <= {503, 200}
    assert refused.status == 503
    assert all("Please try again shortly" in answer.text for answer in (refused, *read) if answer.status == 503)
    assert placed.status == 303
    # Back to where the models of this process look.
    with closing(sqlite3.connect(disk / "shop.sqlite3")) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    assert Order.objects.get().user == user
    assert list(inconsistencies()) == []
