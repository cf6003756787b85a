"""What is read from the database at each scrape: an app registers a function with `reading`.

A reading costs no table scan, and all of them together take no longer than LONGEST.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import DatabaseError, InterfaceError, connection, transaction

from shop.outages import told

if TYPE_CHECKING:
    from prometheus_client import Metric

logger = logging.getLogger(__name__)

# Seconds, for all statements together. To connect takes 3 at most (shop/connections.py), and Prometheus waits for 10.
LONGEST = 2.0
# How far rows are counted.
MOST = 10_000

# One number for each value of the label.
Read = Callable[[], Mapping[str, float]]


class Reading(NamedTuple):
    """A gauge with one label."""

    name: str
    help: str
    label: str
    read: Read


registered: list[Reading] = []


def reading(name: str, words: str, *, label: str) -> Callable[[Read], Read]:
    """Registers a function that returns a number for each value of the label."""

    def register(read: Read) -> Read:
        registered.append(Reading(name, words, label, read))
        return read

    return register


def count(rows: Any) -> int:
    """How many rows, up to MOST: a table that was flooded costs no more."""
    return int(rows[:MOST].count())


class Readings:
    """Collects all readings, as the library asks a collector to."""

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily

        answers = 1
        try:
            with _bounded():
                yield from _gauges(time.monotonic() + LONGEST)
        except (DatabaseError, InterfaceError) as error:
            answers = 0
            logger.warning("metrics: the database does not answer in time (%s)", told(error))
        finally:
            connection.close()
        yield GaugeMetricFamily("shop_database_answers", "1 if the database answered all readings in time", answers)


def _gauges(end: float) -> "Iterator[Metric]":
    from prometheus_client.core import GaugeMetricFamily

    for name, words, label, read in registered:
        _limit(end - time.monotonic())
        gauge = GaugeMetricFamily(name, words, labels=[label])
        for value, number in read().items():
            gauge.add_metric([value], number)
        yield gauge


def _bounded() -> AbstractContextManager[object]:
    """A transaction, for limits that end with it. On SQLite it would wait for whoever writes."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def _limit(seconds: float) -> None:
    """PostgreSQL ends statements of this transaction after that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{max(1, round(seconds * 1000))}ms"])
