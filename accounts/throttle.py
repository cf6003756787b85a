"""Limits on what strangers may try: so many times in so many seconds.

An attempt is counted before its work is done, and by one statement: so the limit is exact, however many attempts arrive
at the same moment at however many processes. A limit ends by itself, and refused attempts do not prolong it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, ngettext

from accounts.addresses import normalise_email
from accounts.models import AttemptCount, User
from shop.metrics import counts
from shop.responses import GetResponse
from shop.visitors import network_of

logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True)
class Limit:
    """So many `times` in so many `seconds`, counted from the first."""

    name: str
    times: int
    seconds: int


# Wrong passwords: of one visitor for one account, of one visitor for all, of everybody for one account. The last one
# stops a large network of machines; meanwhile the owner of the account gets in by a link in a mail.
GUESSES = Limit("guesses", 5, 15 * 60)
GUESSES_OF_VISITOR = Limit("guesses of a visitor", 20, 15 * 60)
GUESSES_AT_ACCOUNT = Limit("guesses at an account", 50, 60 * 60)
# Wrong codes of a second factor, in counts of their own: only who knows the password comes to be asked for one.
CODES = Limit("codes", 5, 15 * 60)
CODES_OF_VISITOR = Limit("codes of a visitor", 20, 15 * 60)
CODES_AT_ACCOUNT = Limit("codes at an account", 50, 60 * 60)
# Many people can share one network address.
REGISTRATIONS = Limit("registrations", 30, 60 * 60)
LINKS_TO_ADDRESS = Limit("links to an address", 3, 60 * 60)
LINKS_OF_VISITOR = Limit("links of a visitor", 10, 60 * 60)
# Each takes a row of the database.
SESSIONS_OF_STRANGER = Limit("sessions of a stranger", 20, 60 * 60)

# A hash takes a processor for a quarter of a second. So many are made at once in one process, so that its other threads
# serve pages, and the rest are refused for a moment.
HASHES = BoundedSemaphore(2)
MOMENT = 2


class TooManyAttempts(ValidationError):
    """Refused by a limit. A form shows it as any other error."""

    def __init__(self, seconds: int) -> None:
        too_many = gettext("Too many attempts.")
        super().__init__(f"{too_many} {try_again_in(seconds)}", code="too_many_attempts")


def try_again_in(seconds: int) -> str:
    if seconds <= 60:
        return ngettext("Try again in %(n)d second.", "Try again in %(n)d seconds.", seconds) % {"n": seconds}
    minutes = -(-seconds // 60)
    return ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", minutes) % {"n": minutes}


COUNT = """
    INSERT INTO attempt_counts (key, times, ends_at) VALUES (%(key)s, 1, %(end)s)
    ON CONFLICT (key) DO UPDATE SET
        times = CASE WHEN attempt_counts.ends_at <= %(now)s THEN 1 ELSE attempt_counts.times + 1 END,
        ends_at = CASE WHEN attempt_counts.ends_at <= %(now)s THEN excluded.ends_at ELSE attempt_counts.ends_at END
    WHERE attempt_counts.ends_at <= %(now)s OR attempt_counts.times < %(limit)s
    RETURNING ends_at
"""


@dataclass(frozen=True)
class Attempt:
    """One that was counted: its key, and when its count ends."""

    key: str
    ends_at: int

    def give_back(self) -> None:
        """It does not count after all."""
        AttemptCount.objects.filter(key=self.key, ends_at=self.ends_at, times__gt=0).update(times=F("times") - 1)


def count(limit: Limit, *whose: str) -> Attempt | None:
    """Counts an attempt; None if there have been too many."""
    now = int(time.time())
    key = key_of(limit, *whose)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": key, "end": now + limit.seconds, "now": now, "limit": limit.times})
        counted = cursor.fetchone()
    return Attempt(key, counted[0]) if counted else None


def key_of(limit: Limit, *whose: str) -> str:
    """A hash, so that no address is stored."""
    return salted_hmac(limit.name, "\n".join(whose).encode("utf-8", "replace"), algorithm="sha256").hexdigest()


def forget_old_counts() -> None:
    """Deletes the counts that have ended."""
    AttemptCount.objects.filter(ends_at__lte=int(time.time())).delete()


def attempt(request: HttpRequest, limit: Limit, *whose: str) -> Attempt:
    """Counts an attempt. Raises TooManyAttempts; then the response gets the status 429."""
    if counted := count(limit, *whose):
        return counted
    ends_at = AttemptCount.objects.filter(key=key_of(limit, *whose)).values_list("ends_at", flat=True).first() or 0
    raise refused(request, limit.name, ends_at - int(time.time()))


def refused(request: HttpRequest, why: str, seconds: int) -> TooManyAttempts:
    seconds = max(1, seconds)
    counts.limited(why)
    request.retry_after = seconds  # type: ignore[attr-defined]  # our own attribute
    logger.warning("too many %s from %s, refused for %d s", why, network_of(request), seconds)
    return TooManyAttempts(seconds)


@contextmanager
def hashing(request: HttpRequest) -> Iterator[None]:
    """Around the work that hashes a password. Raises TooManyAttempts if too many hashes are made at this moment."""
    if not HASHES.acquire(blocking=False):
        raise refused(request, "passwords at once", MOMENT)
    try:
        yield
    finally:
        HASHES.release()


def guess(request: HttpRequest, user: User, password: str, *, email: str = "") -> bool:
    """Whether the password is that of the account; then the attempt does not count.

    `email` is how the address was typed, where it may have no account. Raises TooManyAttempts instead of checking.
    """

    def check() -> bool:
        with hashing(request):
            return user.check_password(password)

    limits = (GUESSES, GUESSES_OF_VISITOR, GUESSES_AT_ACCOUNT)
    return bool(checked(request, normalise_email(email or user.email), limits, check))


def guess_code(request: HttpRequest, user: User, check: Callable[[], T]) -> T:
    """What `check` of a code returns; if that is something true, the attempt does not count.

    Raises TooManyAttempts instead of checking.
    """
    return checked(request, str(user.pk), (CODES, CODES_OF_VISITOR, CODES_AT_ACCOUNT), check)


def checked(request: HttpRequest, account: str, limits: tuple[Limit, Limit, Limit], check: Callable[[], T]) -> T:
    """Counts an attempt of a visitor at an account before it is checked: of both, of the visitor, at the account."""
    visitor = network_of(request)
    attempts = [
        attempt(request, limits[0], account, visitor),
        attempt(request, limits[1], visitor),
        attempt(request, limits[2], account),
    ]
    was_wrong = False
    try:
        found = check()
        was_wrong = not found
    finally:
        # Nor does it count if it was not checked at all.
        if not was_wrong:
            for counted in attempts:
                counted.give_back()
    return found


def retry_after(get_response: GetResponse) -> GetResponse:
    """Middleware: the page that shows TooManyAttempts has the status 429 and says when to try again."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if seconds := getattr(request, "retry_after", 0):
            response.status_code = 429
            response.headers["Retry-After"] = str(seconds)
        return response

    return middleware
