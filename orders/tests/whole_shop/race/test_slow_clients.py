"""Clients that send or read a byte now and then: nginx keeps them from the shop, and drops them after seconds."""

import os
import shutil
import socket
import time
from contextlib import ExitStack

import pytest

from bench.nginx import nginx
from catalog.tests.factories import ProductFactory
from orders.tests.whole_shop.race.databases import on_postgresql
from shop.tests.long import LONG

pytestmark = [pytest.mark.race, pytest.mark.skipif(on_postgresql(), reason="the same on each database: SQLite's run")]

THREADS = 2
MANY = 100
HALF_HEADERS = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
HALF_BODY = b"POST /orders/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nname="
# A visitor of their own, whom nginx has no page for; the answer is never read.
NEVER_READ = b"GET /products/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: cart=x\r\n\r\n"
# As long as nginx waits for headers and for a body, and some more.
DROPPED_AFTER = 10
needs_nginx = pytest.mark.skipif(
    not (shutil.which("nginx") or "CI" in os.environ), reason="nginx is not installed; CI has it"
)


def connect(stack, port, start):
    client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.sendall(start)
    return client


def seconds_of(shop, port, *paths):
    """How long the slowest of these pages takes."""
    visitor, slowest = shop.visitor(), 0
    visitor.port = port
    for path in paths:
        began = time.monotonic()
        assert visitor.get(path).status == 200
        slowest = max(slowest, time.monotonic() - began)
    return slowest


@needs_nginx
def test_behind_nginx_slow_clients_take_no_thread(open_shop, tmp_path, measured):
    ProductFactory()
    shop = open_shop(processes=1, threads=THREADS)
    with nginx(tmp_path / "nginx", application=shop.port) as port, ExitStack() as stack:
        began = time.monotonic()
        starts = (b"", HALF_HEADERS, HALF_BODY, NEVER_READ)
        slow = [connect(stack, port, start) for start in starts for _ in range(MANY)]
        slowest = seconds_of(shop, port, "/", "/products/", "/cart/", "/auth/login/")
        assert slowest < 3
        measured(f"{len(slow)} slow clients in front of {THREADS} threads: pages in {slowest:.2f} s at most")
        if not LONG:
            return
        # One that sent half of its headers is hung up on.
        assert slow[MANY].recv(1000)[:12] in (b"", b"HTTP/1.1 408")
        assert time.monotonic() - began < DROPPED_AFTER + 5


def test_without_nginx_silent_connections_and_half_bodies_leave_pages_to_be_read(open_shop, measured):
    """Half headers take a thread each: docs/operations.md says that nginx must be in front."""
    ProductFactory()
    shop = open_shop(processes=1, threads=THREADS)
    with ExitStack() as stack:
        for start in (b"", HALF_BODY):
            for _ in range(MANY):
                connect(stack, shop.port, start)
        slowest = seconds_of(shop, shop.port, "/", "/products/", "/cart/", "/healthz")
        assert slowest < 3
        measured(f"{2 * MANY} slow clients of gunicorn alone: pages in {slowest:.2f} s at most")
