"""How long a page waits for a PostgreSQL that says nothing at all, as one that is frozen."""

import time
from collections.abc import Generator
from typing import Any

import psycopg
from django.conf import settings
from django.db import OperationalError
from django.db.backends.signals import connection_created
from django.dispatch import receiver

# Seconds. Longer than the server's own limits (shop/connections.py), so that it may say itself what took too long.
LONGEST_WAIT = 12
# For the question with which a request begins: whether its connection is alive. Where that was not asked, and the first
# statement takes longer, another connection tells whether the server answers anybody.
# With the two for a new connection (connect_timeout) that is less than the three in which a page says what is wrong.
LONGEST_CHECK = 0.5


@receiver(connection_created)
def limit_waiting(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Gives up a connection of a page whose server does not answer: OperationalError."""
    if connection.vendor != "postgresql" or not settings.DATABASE_LIMITS:
        return
    raw: Any = connection.connection
    wait = raw.wait

    def wait_for_seconds(answer: Generator[Any, Any, Any], **options: Any) -> Any:
        seconds = LONGEST_WAIT if connection.health_check_done else LONGEST_CHECK
        is_unchecked, connection.is_unchecked = connection.is_unchecked, False
        try:
            answered = waited(answer, seconds, options, is_unchecked=is_unchecked)
        except psycopg.errors._WaitTimeout:
            # Whatever comes later would be taken for the answer to something else.
            raw.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {seconds} seconds") from None
        connection.answered_at = time.monotonic()
        return answered

    def waited(answer: Generator[Any, Any, Any], seconds: float, options: Any, *, is_unchecked: bool) -> Any:
        if is_unchecked:
            try:
                return wait(answer, **{"timeout": LONGEST_CHECK} | options)
            except psycopg.errors._WaitTimeout:
                if not answers_others(connection):
                    # Nobody tries to connect once more, which takes seconds (shop/asked_again.py).
                    connection.close()
                    raise
        return wait(answer, **{"timeout": seconds} | options)

    raw.wait = wait_for_seconds


def answers_others(connection: Any) -> bool:
    """Whether the server of a connection takes another, or refuses it: then it is only slow."""
    other = connection.copy()
    try:
        other.ensure_connection()
    except OperationalError as error:
        return not isinstance(error.__cause__, psycopg.errors.ConnectionTimeout)
    other.close()
    return True
