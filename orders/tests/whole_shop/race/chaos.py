"""The long form of the races, for `make chaos`: sixteen processes of shoppers, while everything around them dies.

Workers are killed; on PostgreSQL connections are ended, and the server is stopped as by a power cut and started again.
At the end every acknowledged order is there, once, in the status that was acknowledged, and check_shop finds nothing.
CHAOS_MINUTES and CHAOS_SEED may be set; the figures are printed.
"""

import os
import random
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from multiprocessing import get_context

import psycopg
import pytest
from django.db import connections
from django.db.utils import load_backend

from accounts.tests.factories import UserFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Invoice, Order
from orders.tests.seller import sells
from orders.tests.whole_shop.race.cluster import Cluster, binaries
from orders.tests.whole_shop.race.shop import TRACEBACK, Shop
from orders.tests.whole_shop.race.shoppers import Shopper
from shop.environment import database as database_settings

pytestmark = pytest.mark.race

SHOPPERS = 16
MINUTES = float(os.environ.get("CHAOS_MINUTES", "10"))
SEED = int(os.environ.get("CHAOS_SEED") or random.randrange(10**6))


class Chaos:
    """What happens to the shop meanwhile."""

    def __init__(self, shop, cluster):
        self.shop, self.cluster = shop, cluster
        self.random = random.Random(SEED)
        self.counts = Counter()

    def until(self, end):
        while time.time() < end:
            time.sleep(self.random.uniform(0.3, 1.5))
            happenings = [self.kill_a_worker] * 12
            if self.cluster:
                happenings += [self.end_connections] * 3 + [self.restart_the_database]
            self.random.choice(happenings)()

    def kill_a_worker(self):
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in listed.splitlines()]
        workers = [int(pid) for pid, parent in rows if parent == str(self.shop.process.pid)]
        if workers:
            with suppress(ProcessLookupError):  # it may have ended since it was listed
                os.kill(self.random.choice(workers), signal.SIGKILL)
            self.counts["workers killed"] += 1

    def end_connections(self):
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        with psycopg.connect(self.cluster.url, autocommit=True) as connection:
            ended = connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
            self.counts["connections ended"] += ended.rowcount

    def restart_the_database(self):
        self.cluster.stop()
        time.sleep(self.random.uniform(0, 2))
        self.cluster.start()
        self.counts["restarts of the database"] += 1


@pytest.fixture
def cluster(database, databases):
    """A server that may be stopped, of which the models of this process then speak; None on SQLite."""
    if databases.label != "PostgreSQL":
        yield None
        return
    if not binaries():
        pytest.skip("PostgreSQL is not installed here")
    made, before = Cluster(databases.url("empty")), connections["default"]
    config = before.settings_dict | database_settings(made.url)
    connections["default"] = load_backend(config["ENGINE"]).DatabaseWrapper(config, "default")
    yield made
    connections["default"].close()
    connections["default"] = before
    made.remove()


def receipts_of(shop, end):
    """Starts the shoppers; the function returned waits for what each was told."""
    sells()
    products = [ProductFactory(stock=stock) for stock in (*[100_000] * 6, 60, 200)]
    numbers = [type("Product", (), {"pk": product.pk}) for product in products]
    shoppers = [Shopper(shop.visitor(UserFactory()), numbers, f"{SEED} {number}", end) for number in range(SHOPPERS)]
    # No connection is shared with a child.
    connections["default"].close()
    context = get_context("fork")
    queue = context.SimpleQueue()
    processes = [context.Process(target=lambda one=one: queue.put(one.run()), daemon=True) for one in shoppers]
    for process in processes:
        process.start()
    return lambda: [queue.get() for _ in processes]


def test_nothing_that_was_acknowledged_is_lost_or_doubled(database, cluster, tmp_path, measured):
    print(f"CHAOS_SEED={SEED}, {MINUTES:g} minutes")  # noqa: T201  # a run that hangs has no report
    shop = Shop(cluster.url if cluster else database, tmp_path / "gunicorn.log")
    try:
        end = time.time() + 60 * MINUTES
        collect = receipts_of(shop, end)
        chaos = Chaos(shop, cluster)
        chaos.until(end)
        receipts = collect()
    finally:
        shop.close()
    counts, wrong = chaos.counts, [line for receipt in receipts for line in receipt.wrong]
    for receipt in receipts:
        longest = max(counts["longest wait, ms"], receipt.counts["longest wait, ms"])
        counts.update(receipt.counts)
        counts["longest wait, ms"] = longest
    stored = dict(Order.objects.values_list("number", "status"))
    orders = {number: key for receipt in receipts for key, number in receipt.orders.items()}
    wrong += [f"lost: {number}" for number in orders if number not in stored]
    for receipt in receipts:
        wrong += [f"not paid: {number}" for number in receipt.paid if stored.get(number) != "paid"]
        wrong += [f"not cancelled: {number}" for number in receipt.cancelled if stored.get(number) != "cancelled"]
    counts |= {"acknowledged": len(orders), "orders": len(stored), "products": Product.objects.count()}
    counts |= {"invoices": Invoice.objects.count()}
    # Gaps in the numbers of invoices too, and orders that were paid without one.
    wrong += list(inconsistencies())
    # Those that the shop tried again, too.
    wrong += cluster.conflicts() if cluster else []
    errors = len(TRACEBACK.findall(shop.log.read_text()))
    measured(", ".join(f"{count} × {what}" for what, count in sorted(counts.items())))
    measured(f"{len(wrong)} wrong, {errors} tracebacks, seed {SEED}")
    assert wrong == []
    assert errors == 0, shop.errors()
