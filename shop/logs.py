"""The log: a JSON object a line, with the id of the request, so that lines of one request are found together.

No line has a password, a key of a session, a name or an address of a person: users and orders are named by numbers.
"""

import json
import logging
import os
import re
from collections.abc import Iterable
from contextvars import ContextVar
from copy import copy
from datetime import UTC, datetime
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from shop.outages import is_outage, told

# Of the request that this thread answers; empty in commands.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# What the proxy sends as X-Request-ID.
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")

# How many characters of a traceback are written.
LONGEST_TRACEBACK = 4000

logger = logging.getLogger("shop.events")


def log_event(what: str, **fields: Any) -> None:
    """Logs something that staff may have to look up, with fields of its own."""
    logger.info(what, extra={"fields": fields})


def with_request_id(application: WSGIApplication) -> WSGIApplication:
    """Names each request, by the name that the proxy gave it or a new one, and answers it as X-Request-ID."""

    def named(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        name = given if GIVEN.fullmatch(given) else os.urandom(16).hex()
        request_id.set(name)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, ("X-Request-ID", name)], *error)

        return application(environ, start)

    return named


def error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def is_expected(record: logging.LogRecord) -> bool:
    """Whether a traceback would tell nothing: the database is down, or a request was refused."""
    # Django sets the status of the response that a request led to.
    return getattr(record, "status_code", 500) < 500 or is_outage(error_of(record))


def level_of(record: logging.LogRecord) -> str:
    """Its name. A stranger whose request was refused does not wake whoever watches for errors, whatever Django says."""
    is_refused = getattr(record, "status_code", 500) < 500
    return "warning" if is_refused and record.levelno > logging.WARNING else record.levelname.lower()


class JsonLine(logging.Formatter):
    """A line for machines: time in UTC, level, logger, request, message, the fields of an event, and the error."""

    def format(self, record: logging.LogRecord) -> str:
        error = error_of(record)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": level_of(record),
            "logger": record.name,
            "request": request_id.get() or None,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
            "status": getattr(record, "status_code", None),
            "error": told(error) if error else None,
            "traceback": self.traceback(record),
        }
        return json.dumps({name: value for name, value in line.items() if value is not None}, default=str)

    def traceback(self, record: logging.LogRecord) -> str | None:
        """Its end, where the cause is: one through all middleware fills a page."""
        if not record.exc_info or is_expected(record):
            return None
        return self.formatException(record.exc_info)[-LONGEST_TRACEBACK:]


class Line(logging.Formatter):
    """A line for a developer's eyes."""

    def format(self, record: logging.LogRecord) -> str:
        error = error_of(record)
        if error and is_expected(record):
            # A copy: other handlers see the record as it was.
            record = copy(record)
            record.msg, record.args = "%s (%s)", (record.getMessage(), told(error))
            record.exc_info = record.exc_text = None
        fields = "".join(f" {name}={value}" for name, value in getattr(record, "fields", {}).items())
        return super().format(record) + fields
