"""gunicorn is reloaded (SIGHUP) while visitors read, add and order: no request fails."""

import os
import shutil
import signal
import time
from collections import Counter
from threading import Event, Thread

import pytest

from accounts.tests.factories import UserFactory
from bench.nginx import nginx
from catalog.tests.factories import ProductFactory
from orders.tests.whole_shop.race.databases import once
from shop.tests.long import LONG

pytestmark = [pytest.mark.race, once]

RELOADS = 10 if LONG else 2
# At least so many requests are answered between one reload and the next.
REQUESTS = 250 if LONG else 20
VISITORS = 4


class Visits:
    """Visitors who read, add and order, one request after another, until they are told to go home."""

    def __init__(self, visitors, product):
        self.visitors, self.product = visitors, product
        self.statuses, self.failed, self.slowest = Counter(), [], 0.0
        self.stop = Event()

    def __enter__(self):
        self.threads = [Thread(target=self.walk, args=[visitor]) for visitor in self.visitors]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def walk(self, visitor):
        while not self.stop.is_set():
            for ask in self.steps(visitor):
                began = time.monotonic()
                try:
                    self.statuses[ask().status] += 1
                except Exception as error:  # whatever fails is what is looked for
                    self.failed.append(repr(error))
                self.slowest = max(self.slowest, time.monotonic() - began)

    def steps(self, visitor):
        yield lambda: visitor.get("/products/")
        yield lambda: visitor.get("/cart/")
        yield lambda: visitor.add(self.product)
        yield lambda: self.order(visitor)

    def order(self, visitor):
        return visitor.place(visitor.review())

    def requests(self):
        return sum(self.statuses.values())


def workers_of(shop):
    """The processes that answer now, from sixteen answers."""
    return {shop.visitor().get("/cart/").worker for _ in range(16)}


def until(happens, seconds=90):
    end = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture(params=["nginx", pytest.param("gunicorn", marks=pytest.mark.long)])
def front(request, open_shop, tmp_path):
    """A shop, and the port at which visitors come."""
    shop = open_shop(processes=2, threads=4)
    if request.param == "gunicorn":
        yield shop, shop.port
    elif not (shutil.which("nginx") or "CI" in os.environ):
        pytest.skip("nginx is not installed; CI has it")
    else:
        with nginx(tmp_path / "nginx", application=shop.port) as port:
            yield shop, port


def test_reloads_lose_no_request(front, measured):
    shop, port = front
    product = ProductFactory(stock=100_000)
    visitors = [shop.visitor(UserFactory()) for _ in range(VISITORS)]
    for visitor in visitors:
        visitor.port = port
    with Visits(visitors, product) as visits:
        for _ in range(RELOADS):
            before, asked = workers_of(shop), visits.requests()
            shop.process.send_signal(signal.SIGHUP)
            until(lambda before=before: not before & workers_of(shop))
            until(lambda asked=asked: visits.requests() > asked + REQUESTS)
    assert visits.failed == []
    assert set(visits.statuses) == {200, 303}
    measured(f"{RELOADS} reloads: {visits.requests()} requests, 0 failed, {visits.slowest:.1f} s at most")
