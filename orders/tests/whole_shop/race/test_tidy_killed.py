"""`tidy` dies in the middle of its work: what it had not finished is as before, and the next one finishes it."""

import signal
import subprocess
import sys
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from catalog.models import Product, StockMovement
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.race.databases import BASE_DIR, environment

pytestmark = pytest.mark.race

# Kills itself, as `kill -9` would, at the moment that is named, after so many times have passed.
SCRIPT = """
import os, signal
from importlib import import_module
import orders.housekeeping

*path, last = name.split(".")
owner = import_module(where)
for part in path:
    owner = getattr(owner, part)
real, left = getattr(owner, last), [times]

def dies(*args, **kwargs):
    answer = real(*args, **kwargs)
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return answer

setattr(owner, last, dies)
orders.housekeeping.tidy()
"""
ORDERS, QUANTITY = 4, 2


@pytest.fixture
def shades(database):
    """Two, in overdue orders of both."""
    shades = [ProductFactory(stock=50) for _ in range(2)]
    # On PostgreSQL orders have the database's clock, which does not travel.
    with time_machine.travel(timedelta(hours=-1)), patch("orders.clock.now", timezone.now):
        for number in range(ORDERS):
            place(None, *shades, key=f"key-{number}", quantity=QUANTITY)
    return shades


def state():
    cancelled = Order.objects.filter(status="cancelled").count()
    returned = StockMovement.objects.filter(reason="cancellation").count()
    return cancelled, returned, set(Product.objects.values_list("stock", flat=True))


@pytest.mark.parametrize(
    ("where", "name", "times", "cancelled"),
    [
        # Between the stock that comes back and the order's own row.
        pytest.param("orders.models.order", "stock.give_back", 0, 0, marks=pytest.mark.long),
        ("orders.models.order", "stock.give_back", 2, 2),
        # All written, nothing committed.
        pytest.param("orders.models.order", "Order.save", 1, 1, marks=pytest.mark.long),
        # Between two tasks.
        pytest.param("orders.housekeeping", "fold", 0, ORDERS, marks=pytest.mark.long),
    ],
)
def test_what_it_had_not_finished_is_as_before_and_finished_by_the_next(
    shades, database, where, name, times, cancelled
):
    before = 50 - ORDERS * QUANTITY
    script = f"where, name, times = {where!r}, {name!r}, {times}\n{SCRIPT}"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script],
        cwd=BASE_DIR,
        env=environment(database),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert state() == (cancelled, 2 * cancelled, {before + QUANTITY * cancelled})
    assert [line for line in inconsistencies() if "overdue" not in line] == []
    tidy()
    assert state() == (ORDERS, 2 * ORDERS, {50})
    assert list(inconsistencies()) == []
