"""The scheduled work: cancels unpaid orders, deletes old carts, sessions, tables and photographs. Safe to run twice."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from accounts.throttle import forget_old_counts
from cart.models import CartItem
from catalog.models import UploadedTable
from catalog.models.kind import fold_kinds
from catalog.models.tally import fold
from catalog.sweep import sweep
from orders import clock
from orders.models import InvalidTransition, Invoice, Order, Payment
from orders.personal import PERSONAL, outlived_before
from shop.kept.changes import fold as fold_changes
from shop.models import TaskRun

logger = logging.getLogger(__name__)

# How long to wait for a locked order, in seconds: the other orders wait meanwhile.
LONGEST_WAIT = 3
MOST_ERASED = 20
# From how many seconds on a clock has jumped, and was not only set right a little.
JUMP = 60


@dataclass
class Tidied:
    """How many of each were cancelled or deleted."""

    orders: int = 0
    addresses: int = 0
    cart_lines: int = 0
    sessions: int = 0
    photographs: int = 0
    buyers: int = 0
    failures: int = 0


def tidy() -> Tidied:
    """A task that fails is logged, and the rest is done. Raises only if the database is unreachable."""
    now = clock.now()
    done = Tidied()
    with logged("overdue orders", done):
        cancel_overdue(now, done)
    with logged("addresses of old orders", done):
        done.addresses = erase_addresses(now)
    with logged("old guest carts", done):
        done.cart_lines, _ = CartItem.objects.abandoned(now - timedelta(days=settings.CART_DAYS)).delete()
    with logged("counts of shades", done):
        fold()
        fold_kinds()
    with logged("changes of what pages show", done):
        fold_changes()
    with logged("old sessions", done):
        done.sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    with logged("old counts of attempts", done):
        forget_old_counts()
    with logged("tables of shades that were uploaded", done):
        UploadedTable.objects.forget_old()
    with logged("unused photographs", done):
        done.photographs = sweep()
    with logged("buyers of old invoices", done):
        done.buyers = erase_old_buyers(now)
    TaskRun.record("tidy", failures=done.failures)
    return done


def erase_old_buyers(now: datetime) -> int:
    """The law counts full years: what was issued in March is kept until the end of December, and so many years more.

    So many in a round, as of addresses.
    """
    year = timezone.localtime(now).year - settings.INVOICE_YEARS
    return Invoice.objects.erase_buyers(datetime(year, 1, 1, tzinfo=timezone.get_default_timezone()), MOST_ERASED)


class ClockGuard:
    """Notices between rounds that the clock has jumped: then every order may seem to be overdue.

    A jump is waited out for as long as there is to pay: by then each order placed before it is overdue indeed.
    Transfers have days, for which nobody would tidy up: a day is enough to read of it and to set the clock right.
    """

    def __init__(self) -> None:
        self.lead: float | None = None
        self.until = 0.0

    def is_trusted(self) -> bool:
        """Whether a round may take place now."""
        steady = clock.steady()
        lead = clock.now().timestamp() - steady
        jump = 0.0 if self.lead is None else lead - self.lead
        self.lead = lead
        if abs(jump) > JUMP:
            has_days = settings.PAYMENT == Payment.TRANSFER or Order.objects.open_transfers().exists()
            minutes = 24 * 60 if has_days else settings.MINUTES_TO_PAY
            self.until = steady + minutes * 60
            logger.error(
                "tidy: the clock jumped by %.0f seconds; nothing is cancelled or dropped for %d minutes", jump, minutes
            )
        return steady >= self.until


def cancel_overdue(now: datetime, done: Tidied) -> None:
    """Each order in its own transaction; one that is being paid at this moment is skipped."""
    # Only primary keys are read here: one row that cannot be read must not block the others.
    for pk, number in list(Order.objects.overdue(now).values_list("pk", "number")):
        with logged(f"order {number}", done), suppress(InvalidTransition), transaction.atomic():  # paid meanwhile
            wait_at_most(LONGEST_WAIT)
            Order.objects.get(pk=pk).cancel(by=None)
            done.orders += 1


def erase_addresses(now: datetime) -> int:
    """Erases names, addresses and notes of orders that are older than ADDRESS_YEARS; returns how many there were.

    So many in a round: were the clock of the database wrong by years, staff would have hours to see it.
    """
    before = outlived_before(now)
    oldest = list(Order.objects.outlived(before).values_list("pk", flat=True)[:MOST_ERASED])
    return Order.objects.outlived(before).filter(pk__in=oldest).order_by().update(**dict.fromkeys(PERSONAL, ""))


def wait_at_most(seconds: int) -> None:
    """Sets the lock timeout of this transaction. SQLite waits as long as its settings say."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{seconds}s"])


@contextmanager
def logged(what: str, done: Tidied) -> Iterator[None]:
    """Logs and counts any exception raised inside. Raises it again if the database is unreachable."""
    try:
        yield
    except Exception:  # one bad row must not keep the others from being done
        if not connection.is_usable():
            raise
        done.failures += 1
        logger.exception("tidy: %s failed, and the rest is done without it", what)
