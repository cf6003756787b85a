"""What is counted as it happens. Where nothing is (processes.are_counted), the library is not even loaded.

Labels take few values, whatever strangers send: names of views and limits, never an address.
"""

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from shop.metrics import processes

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

# Seconds. A page that is built takes about 0.02, and PostgreSQL ends a statement after 10.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# To write one answer by a kept page alone would take a tenth as long as the answer.
AT_ONCE = 100


class Counters:
    """The counters and the histogram of this process."""

    def __init__(self, registry: "CollectorRegistry | None" = None) -> None:
        from prometheus_client import Counter, Histogram, values

        if processes.are_counted():
            values.ValueClass = values.MultiProcessValue(processes.name)  # type: ignore[no-untyped-call]  # its way of naming processes
        self.requests = Counter("shop_requests", "Requests that Django answered", ["view", "status"], registry=registry)
        # Without labels: Prometheus sees no increase in a series that begins with its first fault.
        self.faults = Counter("shop_faults", "Answers 5xx that no outage explains", registry=registry)
        self.seconds = Histogram(
            "shop_request_seconds", "Until the answer began", ["view"], buckets=BUCKETS, registry=registry
        )
        # A deque, because threads add to it and take from it without a lock.
        self.unwritten: deque[None] = deque()
        self.kept_answers = Counter("shop_kept_answers", "Answers by kept pages", registry=registry)
        self.kept_builds = Counter("shop_kept_builds", "Pages that Django built to be kept", registry=registry)
        self.outages = Counter("shop_outages", "Answers 503, by what failed", ["cause"], registry=registry)
        for cause in ("database", "disk"):
            self.outages.labels(cause)
        self.limited = Counter("shop_limited", "Attempts refused by a limit", ["limit"], registry=registry)

    def write(self) -> None:
        """Adds the answers by kept pages that were not written yet."""
        number = 0
        with suppress(IndexError):
            while True:
                self.unwritten.pop()
                number += 1
        self.kept_answers.inc(number)


counters = Counters() if processes.are_counted() else None


def request(view: str, status: int, seconds: float) -> None:
    """A request was answered by Django: `view` is the name in the URL configuration."""
    if counters:
        counters.requests.labels(view, f"{status // 100}xx").inc()
        counters.seconds.labels(view).observe(seconds)
        # 503 says that the database or the disk failed (shop/errors.py).
        if status >= 500 and status != 503:
            counters.faults.inc()


def kept_answer() -> None:
    """A kept page was sent. Written AT_ONCE, and whenever one is built."""
    if counters:
        counters.unwritten.append(None)
        if len(counters.unwritten) >= AT_ONCE:
            counters.write()


def kept_build() -> None:
    if counters:
        counters.kept_builds.inc()
        counters.write()


def outage(cause: str) -> None:
    """A request failed by the `database` or a full `disk`."""
    if counters:
        counters.outages.labels(cause).inc()


def limited(limit: str) -> None:
    """An attempt was refused by the limit of this name."""
    if counters:
        counters.limited.labels(limit).inc()
