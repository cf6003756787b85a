"""Pages for visitors who have nothing are read from a streaming replica, where REPLICA_URL names one.

How old the replica is counts as age of the page (shop/kept/ages.py), and one that is too old, down or no replica is not
asked. No clocks are compared: the primary says how far its log is, and a replica that has come as far knows all that
was committed until then. So one whose stream broke off grows older, whatever it thinks itself.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from shop.asked_again import rows_of
from shop.kept.ages import OLDEST_REPLICA

logger = logging.getLogger(__name__)

REPLICA = "replica"
# How often, in seconds, each process asks the primary.
EVERY = 0.4
# For how many seconds a replica that did not answer is left alone.
REST = 10.0

WRITTEN = "SELECT (pg_current_wal_lsn() - '0/0')::bigint"
# Nothing where the replica has become a primary of its own.
REPLAYED = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint WHERE pg_is_in_recovery()"


def asked(alias: str, question: str) -> int | None:
    rows = rows_of(question, alias=alias)
    return rows[0][0] if rows else None


class Age:
    """What this process knows of how old the replica is."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, ask: Callable[[str, str], int | None] = asked
    ) -> None:
        self._clock, self._ask = clock, ask
        self._lock = threading.Lock()
        # Moments, and how far the log of the primary was then.
        self._marks: deque[tuple[float, int]] = deque(maxlen=4)
        self._rests_until = float("-inf")

    def as_of(self) -> float | None:
        """A moment of the clock: all that was committed until then can be read. None if it must not be asked."""
        if self._clock() < self._rests_until:
            return None
        with self._lock:
            self._mark()
        try:
            come_to = self._ask(REPLICA, REPLAYED)
        except Error as error:
            self.rest(error)
            return None
        known = [moment for moment, position in self._marks if come_to is not None and position <= come_to]
        if not known or self._clock() - max(known) > OLDEST_REPLICA:
            return None
        return max(known)

    def rest(self, error: object) -> None:
        self._rests_until = self._clock() + REST
        logger.warning("The replica is not asked for %g seconds: %s", REST, error)

    def _mark(self) -> None:
        now = self._clock()
        if not self._marks or now - self._marks[-1][0] >= EVERY:
            position = self._ask(DEFAULT_DB_ALIAS, WRITTEN)
            assert position is not None
            self._marks.append((now, position))


age = Age()


class Asked(threading.local):
    """The thread's connection to the primary while it reads from the replica, and as of when that is."""

    primary: BaseDatabaseWrapper | None = None
    as_of: float | None = None


_asked = Asked()


@contextmanager
def read_from_replica() -> Iterator[float | None]:
    """All queries of this thread go to the replica, as of the moment that is given; None: to the primary, as ever."""
    as_of = age.as_of() if REPLICA in settings.DATABASES else None
    if as_of is None:
        yield None
        return
    _asked.primary, _asked.as_of = connections[DEFAULT_DB_ALIAS], as_of
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield as_of
    finally:
        connections[DEFAULT_DB_ALIAS] = _asked.primary
        _asked.primary = _asked.as_of = None


@contextmanager
def read_from_primary() -> Iterator[None]:
    """For what is kept beyond the page that is being made."""
    if _asked.primary is None:
        yield
        return
    connections[DEFAULT_DB_ALIAS] = _asked.primary
    # Django has looked at that of the replica, when the page was begun.
    _asked.primary.close_if_unusable_or_obsolete()
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = connections[REPLICA]


def read_at() -> float:
    """When what this thread reads now was true, by `time.monotonic`."""
    return time.monotonic() if _asked.as_of is None else _asked.as_of
