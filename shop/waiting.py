"""How long a page waits for a PostgreSQL that says nothing at all, as one that is frozen."""

from collections.abc import Generator
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.signals import connection_created
from django.dispatch import receiver

# Seconds. Longer than the server's own limits (shop/connections.py), so that it may say itself what took too long.
LONGEST_WAIT = 12
# For the question with which each request begins: whether its connection is alive.
LONGEST_CHECK = 1


@receiver(connection_created)
def limit_waiting(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Gives up a connection of a page whose server does not answer: OperationalError."""
    if connection.vendor != "postgresql" or not settings.DATABASE_LIMITS:
        return
    raw: Any = connection.connection
    wait = raw.wait

    def wait_for_seconds(answer: Generator[Any, Any, Any], **options: Any) -> Any:
        seconds = LONGEST_WAIT if connection.health_check_done else LONGEST_CHECK
        try:
            return wait(answer, **{"timeout": seconds} | options)
        except psycopg.errors._WaitTimeout:
            # Whatever comes later would be taken for the answer to something else.
            raw.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {seconds} seconds") from None

    raw.wait = wait_for_seconds
