"""make bench: the pages of the shop against Django's floor and an ordinary shop, at several sizes.

    python -m bench [SIZE …]     100 and 10,000 shades unless said; needs wrk and PostgreSQL

app: CPU milliseconds of the server for one request, and as a multiple of `bare` of the same round; db: those of all of
PostgreSQL. Only numbers of one run may be compared. Rounds: BENCH_ROUNDS, 5 unless set, of BENCH_SECONDS, 2 unless set.
"""

import os
import signal
import statistics
import sys
import threading
import time
from typing import Any

import psycopg

from bench.clients import Client, settled, wrk
from bench.plan import BEFORE_ADDING, LOG_IN, PLACE, Row, get, rows
from bench.processes import cpu, memory
from bench.servers import Cluster, Servers

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "2"))
CLIENTS = 8


class Shop:
    """One server of the run and its eight visitors."""

    def __init__(self, kind: str, database: str, servers: Servers, cluster: Cluster) -> None:
        self.kind = "ordinary" if kind == "ordinary" else "ours"
        self.database, self.cluster = database, cluster
        self.base, self.pid, self.seconds = servers.start(kind, database)
        self.nobody = Client(self.base, 1)
        self._clients: list[Client] = []

    @property
    def clients(self) -> list[Client]:
        """Visitors that have logged in and have a cart of three, made when first asked for."""
        if not self._clients:
            self._clients = [Client(self.base, number) for number in range(1, CLIENTS + 1)]
            for client in self._clients:
                for step in LOG_IN[self.kind]:
                    client.do(step)
        return self._clients

    def run(self, steps: Any) -> dict[str, float]:
        """One run of wrk: the milliseconds of CPU of the server and of PostgreSQL for one request, and latencies."""
        steps = steps if isinstance(steps, list) else [steps]
        requests = []
        for number, step in enumerate(steps):
            if step.get("revalidate"):
                _status, headers, _text = self.nobody.do(step)
                step = get(step["path"], headers={"If-None-Match": headers["ETag"]})
            visitors = self.clients if step.get("in") else [self.nobody]
            chosen = visitors if len(steps) == 1 else [visitors[number % len(visitors)]]
            requests += [client.parts(step) for client in chosen]
        if any("form" in step for step in steps):
            with psycopg.connect(self.database) as connection:
                connection.execute(BEFORE_ADDING[self.kind])
        before = settled(self.pid), settled(self.cluster.pid)
        done = wrk(self.base, requests, SECONDS)
        after = settled(self.pid), settled(self.cluster.pid)
        app, db = (1000 * (now - then) / done["count"] for now, then in zip(after, before, strict=True))
        return done | {"app": app, "db": db}


def measured(bare: Shop, row: Row, shops: dict[str, Shop]) -> list[str]:
    """The row's cells: of our page and of the ordinary shop's, in turn with `bare`."""
    kind, ours, ordinary = row
    fields = [(shops[kind], ours)] + ([(shops["ordinary"], ordinary)] if ordinary else [])
    runs: list[list[dict[str, float]]] = [[] for _ in fields]
    for _ in range(ROUNDS):
        floor = bare.run(get("/"))["app"]
        for one, (shop, steps) in zip(runs, fields, strict=True):
            done = shop.run(steps)
            one.append(done | {"times": done["app"] / floor})
    cells = []
    for one in runs:
        app, times, db, p99, errors = (
            statistics.median(r[k] for r in one) for k in ("app", "times", "db", "p99", "errors")
        )
        cells.append(f"{times:6.2f}x {app:7.2f} {db:6.2f} {p99:6.0f}" + (f" {errors:.0f} errors" if errors else ""))
    return cells


def orders(shop: Shop, rounds: int = 10) -> str:
    """Eight visitors order three lines at once, again and again."""
    times: list[float] = []
    app = db = 0.0

    def place(client: Client, gate: threading.Barrier) -> None:
        gate.wait()
        began = time.perf_counter()
        status, headers, _text = client.do(PLACE[shop.kind]["place"])
        if status not in (302, 303) or "/orders/" not in headers["Location"]:
            raise SystemExit(f"an order was answered with {status} {headers['Location']}")
        times.append(time.perf_counter() - began)

    for number in range(rounds + 1):
        for client in shop.clients:
            for step in PLACE[shop.kind]["fill"]:
                client.do(step)
        gate = threading.Barrier(CLIENTS)
        before = cpu(shop.pid), cpu(shop.cluster.pid)
        threads = [threading.Thread(target=place, args=(client, gate)) for client in shop.clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if number:  # the first round warms up
            app += settled(shop.pid) - before[0]
            db += settled(shop.cluster.pid) - before[1]
    times = sorted(times[CLIENTS:])
    p50, p99 = (1000 * times[int(part * (len(times) - 1))] for part in (0.5, 0.99))
    return (
        f"app {1000 * app / len(times):.2f} ms, db {1000 * db / len(times):.2f} ms, p50 {p50:.0f} ms, p99 {p99:.0f} ms"
    )


def of_size(size: int, cluster: Cluster, servers: Servers, bare: Shop) -> None:
    urls = {kind: cluster.url(f"{kind}_{size}") for kind in ("ours", "ordinary")}
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        for kind, url in urls.items():
            connection.execute(f"CREATE DATABASE {kind}_{size}")
            servers.fill(kind, url, size)
    shops = {kind: Shop(kind, urls["ordinary" if kind == "ordinary" else "ours"], servers, cluster) for kind in KINDS}
    with psycopg.connect(urls["ours"]) as connection:
        found = connection.execute(
            "SELECT slug, count(*) OVER () FROM products WHERE is_public ORDER BY id LIMIT 3"
        ).fetchall()
    with psycopg.connect(urls["ordinary"]) as connection:
        slug = connection.execute("SELECT slug FROM shop_product ORDER BY id LIMIT 1").fetchone()
    assert slug
    compared = "/compare/?" + "&".join(f"shade={one}" for one, _count in found)
    plan = rows(f"/products/{found[0][0]}/", slug[0], -(-found[0][1] // 24), -(-size // 24), compared)
    print(f"\n{size} shades: x of bare, app ms, db ms, p99 ms", flush=True)
    print(f"{'':28} {'ours':>31} | ordinary shop")
    for name, row in plan.items():
        print(f"{name:28} {' | '.join(f'{cell:>31}' for cell in measured(bare, row, shops))}", flush=True)
    for kind in ("ours", "ordinary"):
        print(f"an order of 3 lines, 8 at once, {kind}: {orders(shops[kind])}", flush=True)
    print(f"first answer after {shops['ours'].seconds:.2f} s", end=", ")
    for number in range(600):
        shops["cold"].nobody.do([get("/"), get("/products/"), get(f"/products/?page={number % 4 + 1}")][number % 3])
    print(f"memory after 600 pages more, none kept: {memory(shops['cold'].pid):.0f} MiB", flush=True)
    servers.stop(*KINDS)


KINDS = ("ours", "cold", "ordinary")


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [100, 10_000]
    # Ended by a signal, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    cluster, servers = Cluster(), Servers()
    try:
        bare = Shop("bare", cluster.url("postgres"), servers, cluster)
        for size in sizes:
            of_size(size, cluster, servers, bare)
    finally:
        servers.stop()
        cluster.stop()


if __name__ == "__main__":
    main()
