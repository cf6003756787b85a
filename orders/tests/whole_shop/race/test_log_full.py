"""A log that cannot be written, because its disk is full or its file closed: everything is done as with one."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.race.databases import BASE_DIR, environment, once

pytestmark = pytest.mark.race

FULL = "/dev/full"
if not os.path.exists(FULL):
    pytest.skip("this system has no /dev/full", allow_module_level=True)

CLOSED = ("sh", "-c", 'exec "$@" >&- 2>&-', "sh")


@once
@pytest.mark.parametrize(
    "how", [{"output": FULL}, pytest.param({"through": CLOSED}, marks=pytest.mark.long)], ids=["full", "closed"]
)
def test_every_request_is_answered_and_the_order_is_there(open_shop, how):
    product, user = ProductFactory(stock=5), UserFactory()
    shop = open_shop(processes=1, threads=2, **how)
    visitor = shop.visitor(user)
    # Each of these writes a line: what is not there, a form without its token, and an order.
    assert visitor.get("/nothing/").status == 404
    assert shop.visitor().post("/auth/login/", {}).status == 200
    assert visitor.add(product).status == 303
    placed = visitor.place(visitor.review())
    assert (placed.status, Order.objects.get().user) == (303, user)
    assert visitor.get(placed.location).status == 200


def overdue():
    # On PostgreSQL orders have the database's clock, which does not travel.
    with time_machine.travel(timedelta(hours=-1)), patch("orders.clock.now", timezone.now):
        return place()


def until(happens):
    for _ in range(600):
        if happens():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within a minute")


def is_cancelled(order):
    return Order.objects.get(pk=order.pk).is_cancelled


def test_tidy_goes_on_round_after_round(database):
    orders = [overdue()]
    with open(FULL, "w") as full:
        # Each line is written at once, as in containers.
        process = subprocess.Popen(
            [sys.executable, "-u", "manage.py", "tidy", "--every", "1"],
            cwd=BASE_DIR,
            env=environment(database),
            stdout=full,
            stderr=full,
        )
    try:
        until(partial(is_cancelled, orders[0]))
        orders.append(overdue())
        until(partial(is_cancelled, orders[1]))
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
