"""A shop that runs, with visitors that are logged in, have a cart or have told their lamp; and runs of requests."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg

from bench.clients import CONNECTIONS, Client, settled, wrk
from bench.cluster import Cluster
from bench.plan import BECOME, BEFORE_ADDING, BUY, Step, get

CLIENTS = CONNECTIONS
ROUNDS_OF_ORDERS = 10


@dataclass
class Shop:
    """A server of the run. `pid` is that of its gunicorn, whatever stands in front of it at `base`."""

    kind: str
    base: str
    pid: int
    database: str
    cluster: Cluster
    visitors: dict[str, list[Client]] = field(default_factory=dict)

    def of(self, who: str) -> list[Client]:
        """Visitors of a kind, made when first asked for."""
        if who not in self.visitors:
            self.visitors[who] = [Client(self.base, number) for number in range(1, CLIENTS + 1)]
            if who == "nobody":
                del self.visitors[who][1:]
            for client in self.visitors[who]:
                for step in BECOME[self.kind].get(who, ()):
                    client.do(step)
        return self.visitors[who]

    def run(self, step: Step, seconds: int) -> dict[str, float]:
        """What one request costs: CPU of the server and of PostgreSQL in milliseconds, statements, latency."""
        clients = self.of(step.get("who", "nobody"))
        if step.get("revalidate"):
            _status, headers, _text = clients[0].do(step)
            step = get(step["path"], headers=step.get("headers", {}) | {"If-None-Match": headers["ETag"]})
        if "form" in step:
            with psycopg.connect(self.database) as connection:
                connection.execute(BEFORE_ADDING[self.kind])
        asked = self.cluster.statements(self.database)
        before = settled(self.pid), settled(self.cluster.pid)
        done = wrk(self.base, [client.parts(step) for client in clients], seconds)
        after = settled(self.pid), settled(self.cluster.pid)
        app, db = (1000 * (now - then) / done["count"] for now, then in zip(after, before, strict=True))
        calls, took, slowest = self.cluster.statements(self.database).since(asked, done["count"])
        return done | {
            "app": app,
            "db": db,
            "sql": calls / done["count"],
            "sql ms": took / done["count"],
            "slowest": slowest,
        }

    def place_orders(self) -> dict[str, float]:
        """Eight visitors order three lines at once, again and again: what one order costs, and how long it takes."""
        *fill, last = BUY[self.kind]
        clients, gate = self.of("user"), threading.Barrier(CLIENTS)
        times: list[float] = []
        rounds: list[dict[str, float]] = []

        def place(client: Client) -> None:
            gate.wait()
            began = time.perf_counter()
            status, headers, _text = client.do(last)
            if status not in (302, 303) or "/orders/" not in headers["Location"]:
                raise SystemExit(f"an order was answered with {status} {headers['Location']}")
            times.append(1000 * (time.perf_counter() - began))

        with ThreadPoolExecutor(CLIENTS) as pool:
            for _ in range(1 + ROUNDS_OF_ORDERS):
                for client in clients:
                    for step in fill:
                        client.do(step)
                asked = self.cluster.statements(self.database)
                before = settled(self.pid), settled(self.cluster.pid)
                list(pool.map(place, clients))
                app, db = settled(self.pid) - before[0], settled(self.cluster.pid) - before[1]
                sql, took, slowest = self.cluster.statements(self.database).since(asked, CLIENTS)
                rounds.append({"app": 1000 * app, "db": 1000 * db, "sql": sql, "sql ms": took, "slowest": slowest})
        # The first round warms up.
        del rounds[0], times[:CLIENTS]
        times.sort()
        costs = {name: sum(one[name] for one in rounds) / len(times) for name in rounds[0]}
        p50, p99 = (times[int(part * (len(times) - 1))] for part in (0.5, 0.99))
        return costs | {"slowest": max(one["slowest"] for one in rounds), "p50": p50, "p99": p99}
