"""The shop keeps serving while `tidy` is killed or fails to cancel an order."""

import json
import os
import signal
import socket
import subprocess
import time
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from catalog.demo.seeding import DEMO
from catalog.models import StockMovement
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.race.databases import environment, once
from shop.tests.long import LONG

pytestmark = [pytest.mark.race, once]


class Run:
    """deploy/make/run.sh, as `make run` starts it, on a port and with a folder of its own."""

    def __init__(self, url, folder):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.log = folder / "run.log"
        site = {"PORT": str(self.port), "SITE_URL": f"http://127.0.0.1:{self.port}", "MEDIA_ROOT": str(folder)}
        # Both databases are tried at the same time.
        site |= {"STATIC_ROOT": str(folder / "static")}
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                ["deploy/make/run.sh"],
                cwd=settings.BASE_DIR,
                env=environment(url, **site),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def until(self, happens):
        """Waits for something, while the script lives. Returns it."""
        for _ in range(1200):
            assert self.process.poll() is None, self.log.read_text()
            if found := happens():
                return found
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def is_open(self):
        return "The shop:" in self.log.read_text()

    def answers(self):
        client = HTTPConnection("127.0.0.1", self.port, timeout=10)
        client.request("GET", "/products/")
        return client.getresponse().status == 200

    def clocks(self):
        """The processes of `tidy` that this script has started."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,pgid=,args="], capture_output=True, text=True, check=True)
        rows = (line.split(None, 2) for line in listed.stdout.splitlines())
        return [int(pid) for pid, group, args in rows if int(group) == self.process.pid and "tidy --every" in args]

    def members(self):
        listed = subprocess.run(["ps", "-A", "-o", "pgid="], capture_output=True, text=True, check=True)
        return listed.stdout.split().count(str(self.process.pid))


@pytest.fixture
def product(database):
    """One to order. The shades of the demo are there by name, so that nobody waits for their photographs."""
    for entry in json.loads((DEMO / "catalogue.json").read_text())["products"]:
        ProductFactory(sku=entry["sku"])
    return ProductFactory(stock=50)


@pytest.fixture
def run(product, database, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENV_FILE", "/dev/null")
        started = Run(database, tmp_path)
        yield started
        if started.process.poll() is None:
            os.killpg(started.process.pid, signal.SIGKILL)
            started.process.wait()


def overdue(product):
    # On PostgreSQL orders have the database's clock, which does not travel.
    with time_machine.travel(timedelta(hours=-1)), patch("orders.clock.now", timezone.now):
        return place(None, product)


def is_cancelled(order):
    return Order.objects.get(pk=order.pk).is_cancelled


def test_neither_a_bad_order_nor_a_killed_clock_stops_the_shop(product, run, measured):
    bad = overdue(product)
    StockMovement.objects.create(product=product, delta=1, reason="cancellation", order_number=bad.number)
    good = overdue(product)
    run.until(run.is_open)
    run.until(lambda: is_cancelled(good))
    assert run.answers()
    assert not is_cancelled(bad)
    assert f"order {bad.number} failed" in run.log.read_text()
    waits = []
    for _ in range(4 if LONG else 1):
        (killed,) = run.until(run.clocks)
        os.kill(killed, signal.SIGKILL)
        began = time.monotonic()
        order = overdue(product)
        run.until(run.answers)
        run.until(partial(is_cancelled, order))
        waits.append(time.monotonic() - began)
        assert killed not in run.clocks()
    measured(f"tidy killed {len(waits)} times under `make run`: at work again after {max(waits):.1f} s at most")
    run.process.terminate()
    assert run.process.wait(30) == 0
    assert run.members() == 0
