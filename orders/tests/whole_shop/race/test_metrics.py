"""The port of the figures: it answers nothing else, adds up what all processes counted, and forgets nothing."""

import os
import re
import signal
import tempfile
from http.client import HTTPConnection
from pathlib import Path

import pytest

from orders.tests.whole_shop.race.databases import once

pytestmark = [pytest.mark.race, once]

PROCESSES = 2


def asked(port, path, method="GET", **headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def carts(shop):
    """How often the cart was shown, as the figures say."""
    status, text = asked(shop.metrics_port, "/metrics")
    assert status == 200
    return int(re.search(r'^shop_requests_total\{status="2xx",view="cart:cart"\} (\d+)', text, re.MULTILINE)[1])


def show_carts(shop):
    """Until each process has shown one: the number that were shown, and the processes."""
    workers, shown = set(), 0
    while len(workers) < PROCESSES:
        workers.add(shop.visitor().get("/cart/").worker)
        shown += 1
        assert shown < 1000
    return shown, workers


def folder(shop):
    """Where this shop counts: in memory, if there is any."""
    name = f"abajur-metrics-{shop.process.pid}-*"
    (found,) = (path for where in ("/dev/shm", tempfile.gettempdir()) for path in Path(where).glob(name))
    return found


@pytest.fixture
def shop(open_shop):
    """It must leave no file behind when it ends as it does in production."""
    shop = open_shop(processes=PROCESSES, has_metrics=True)
    counted_in = folder(shop)
    yield shop
    shop.process.send_signal(signal.SIGTERM)
    shop.process.wait(timeout=30)
    assert not counted_in.exists()


def test_figures_and_pages_have_ports_of_their_own(shop):
    assert asked(shop.port, "/metrics")[0] == 404
    assert asked(shop.port, "/metrics", Host=f"127.0.0.1:{shop.metrics_port}")[0] in (400, 404)
    for path in ("/", "/healthz", "/readyz", "/products/", "/admin/", "/metrics/", "/metrics/x"):
        assert asked(shop.metrics_port, path) == (404, "")
    for method in ("POST", "PUT", "DELETE", "HEAD"):
        assert asked(shop.metrics_port, "/metrics", method) == (404, "")
    assert "shop_database_answers 1.0" in asked(shop.metrics_port, "/metrics")[1]


def test_they_add_up_all_processes_and_no_count_falls_when_one_dies(shop, measured):
    # One was shown before the processes were forked.
    shown, workers = show_carts(shop)
    shown += 1
    assert carts(shop) == shown
    for _ in range(3):
        os.kill(int(workers.pop()), signal.SIGKILL)
        assert carts(shop) == shown
        more, workers = show_carts(shop)
        shown += more
        assert carts(shop) == shown
    places = {path.stem.partition("_")[2] for path in folder(shop).iterdir()}
    assert places <= {"master", *(f"worker{place}" for place in range(PROCESSES))}
    measured(f"figures: {shown} requests counted by processes of which 3 were killed; files of {len(places)} places")
