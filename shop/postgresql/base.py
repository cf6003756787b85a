"""Django's own PostgreSQL, whose health check asks nothing while requests follow one another.

Before the first statement of a request Django asks `SELECT 1`: a tenth of what placing an order takes. A connection
that answered a moment ago, and that the server has not closed since, is as good. Whoever restarts PostgreSQL or ends a
session closes its connections, and that can be read. A server that says nothing is noticed by the first statement,
which waits no longer for it than a check would have (shop/waiting.py).
"""

import math
import select
import time
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from shop.postgresql.silence import silences

# In seconds: within these an answer counts as one of now.
RECENT = 5.0


class DatabaseWrapper(base.DatabaseWrapper):
    health_check_done: bool  # Django's own
    # By a clock that nobody sets; kept in shop/waiting.py.
    answered_at = -math.inf
    # Until its first statement is answered.
    is_unchecked = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """For a page at once where the database is known to be silent. Commands have the time to wait."""
        make = super().get_new_connection
        if not settings.DATABASE_LIMITS:
            return make(conn_params)
        return silences[self.alias].connect(lambda: make(conn_params), lambda: psycopg.connect(**conn_params).close())

    def close_if_health_check_failed(self) -> None:
        """Called before each statement."""
        if not self.health_check_done and self.answered_recently():
            self.health_check_done = self.is_unchecked = True
        super().close_if_health_check_failed()

    def answered_recently(self) -> bool:
        """Whether it answered a moment ago, and there is nothing to read since: neither a farewell nor the end."""
        if self.connection is None or self.connection.closed or time.monotonic() - self.answered_at > RECENT:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)
