"""How the shop connects to PostgreSQL: prepared statements, how long a page may keep the database busy, and plans."""

from typing import Any

# What a page may take of the database. PostgreSQL ends whatever takes longer, and the page answers that it failed.
LIMITS = {
    "statement_timeout": "10s",
    "lock_timeout": "5s",
    # A photograph that staff upload is encoded inside its transaction.
    "idle_in_transaction_session_timeout": "60s",
}
# What a page asks takes milliseconds: to compile a statement with the rules of a lamp takes PostgreSQL a second, and to
# start workers for it 30 ms.
SMALL = {"jit": "off", "max_parallel_workers_per_gather": "0"}


def connection_options(*, pgbouncer: bool, limits: bool) -> dict[str, Any]:
    """Options of psycopg and libpq, with the `limits` of a page or without any, whatever the role has: for commands.

    PgBouncer hands a connection to another client after each transaction: it may hold no prepared statement, and its
    limits are set for the role (ALTER ROLE … SET statement_timeout).
    """
    options: dict[str, Any] = {
        # A database that does not answer fails a page after seconds instead of blocking its thread.
        "connect_timeout": 2,
        "tcp_user_timeout": 10_000,  # milliseconds
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    if not pgbouncer:
        # PostgreSQL parses and plans a statement once for each connection, from its third time on.
        options |= {"server_side_binding": True, "prepare_threshold": 2}
        values = {**LIMITS, **SMALL} if limits else dict.fromkeys(LIMITS, "0")
        options["options"] = " ".join(f"-c {name}={value}" for name, value in values.items())
    return options
