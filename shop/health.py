"""Two addresses for machines: /healthz (this process answers) and /readyz (the database answers, with our schema).

A newer schema is as good: while a newer version is rolled out, this one goes on.
"""

import time
from functools import cache
from threading import Lock
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from shop.headers import with_security_headers
from shop.responses import GetResponse

# For how many seconds an answer of /readyz holds: asking often must not be work for the database.
HOLDS = 1.0
# How many seconds a request waits for another that is asking the database.
LONGEST_WAIT = 3
# What a command says that was typed too early.
NOT_READY = "the database is not ready: wait until `make run` says where the shop is, or run `manage.py migrate`"


@cache
def migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this version: app and name of each."""
    return frozenset(MigrationLoader(None).disk_migrations)


class State(NamedTuple):
    """Whether pages can be answered, and what there is to say about it."""

    is_ready: bool
    words: str


def state_of_database() -> State:
    """Not ready if the database does not answer or lacks migrations.

    Those of a newer version are only told: while it is rolled out, this version goes on with its schema.
    """
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except (DatabaseError, InterfaceError) as error:
        return State(False, f"the database does not answer ({type(error).__name__})")
    ours = migrations()
    # Of an app that this version does not have, tables may be left.
    apps = {app for app, _name in ours}
    pending = ours - applied
    differences = {
        "pending migrations": pending,
        "migrations of a newer version": {(app, name) for app, name in applied - ours if app in apps},
    }
    words = "; ".join(
        f"{what}: {', '.join(sorted(map('.'.join, found)))}" for what, found in differences.items() if found
    )
    return State(not pending, words)


class Readiness:
    """Asks the database, one thread at a time, and holds the answer for a moment."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.state = State(False, "")
        self.until = 0.0

    def ask(self) -> State:
        if not self.lock.acquire(timeout=LONGEST_WAIT):
            return State(False, "the database does not answer in time")
        try:
            if time.monotonic() >= self.until:
                self.state = state_of_database()
                self.until = time.monotonic() + HOLDS
            return self.state
        finally:
            self.lock.release()


def health(get_response: GetResponse) -> GetResponse:
    """Answers before every other middleware: a health check sends no host name, no cookie and no https."""
    readiness = Readiness()

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return text(request, "ok")
        if request.path == "/readyz":
            is_ready, words = readiness.ask()
            answer = "ready" if is_ready else "not ready"
            return text(request, f"{answer}: {words}" if words else answer, 200 if is_ready else 503)
        return get_response(request)

    return middleware


def text(request: HttpRequest, words: str, status: int = 200) -> HttpResponse:
    """A short answer with the headers of every page."""
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    add_never_cache_headers(response)
    return with_security_headers(request, response)
