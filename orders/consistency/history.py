"""Status, events and times of orders: each step happened once, in order, and at a time that was possible."""

from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Value, Window
from django.db.models.functions import Coalesce, Lag
from django.utils import timezone

from orders.models import OVERDUE_AT, Order, OrderEvent, Payment, Status
from orders.numbers import ALPHABET
from shop.consistency import found
from shop.territories import COUNTRIES

# `tidy` comes once a minute; an order that is still pending after so long was forgotten.
FORGOTTEN = timedelta(hours=1)
# A time of an order and its event's are taken in one transaction.
AT_ONCE = timedelta(minutes=1)
STEPS = {
    "placed": Q(events__from_status=""),
    "paid": Q(events__from_status__in=(Status.PENDING, Status.CANCELLED), events__to_status=Status.PAID),
    "cancelled": Q(events__to_status=Status.CANCELLED),
    "taken_up": Q(events__from_status=Status.CANCELLED),
    "dispatched": Q(events__from_status=Status.PAID, events__return_number=""),
}
# Those with a time in their order.
TIMED = ("paid", "cancelled", "dispatched")
HISTORIES = (
    Q(status=Status.PENDING, paid=0, cancelled=0, dispatched=0)
    | Q(status=Status.CANCELLED, paid=0, cancelled=1, dispatched=0)
    | Q(status=Status.PAID, dispatched_at__isnull=True, paid=1, cancelled=F("taken_up"), dispatched=0)
    | Q(status=Status.PAID, dispatched_at__isnull=False, paid=1, cancelled=F("taken_up"), dispatched=1)
) & Q(placed=1)


# Of an order: money came after it was cancelled, and it was taken up again.
TAKEN_UP = Exists(OrderEvent.objects.filter(order=OuterRef("pk"), from_status=Status.CANCELLED))


def faults_of_history() -> Iterator[str]:
    yield from steps()
    yield from sequence()
    yield from times()
    yield from times_of_events()
    yield from identity()


def steps() -> Iterator[str]:
    """The events say what the order says, each once: nothing is paid, cancelled or dispatched twice."""
    counts = {step: Count("events", filter=condition) for step, condition in STEPS.items()}
    orders = Order.objects.values("number", "status", "dispatched_at").annotate(**counts)
    yield from found(
        orders.exclude(HISTORIES).order_by("number"),
        "order {number}: it is {status!r}, and its events are {placed} × placed, {paid} × paid,"
        " {cancelled} × cancelled, {dispatched} × dispatched",
    )


def sequence() -> Iterator[str]:
    """Each event begins where the one before it ended, and is not older."""
    events = OrderEvent.objects.annotate(
        state=Coalesce(Window(Lag("to_status"), partition_by=F("order_id"), order_by="pk"), Value("")),
        before=Window(Lag("created_at"), partition_by=F("order_id"), order_by="pk"),
    ).order_by("pk")
    jumps = events.exclude(from_status=F("state"))
    yield from found(jumps, "order {order__number}: an event leaves {from_status!r} while it was {state!r}")
    older = events.filter(created_at__lt=F("before"))
    yield from found(older, "order {order__number}: an event is older than the last")


def times() -> Iterator[str]:
    wrong = {
        "it was paid before it was placed": Q(paid_at__lt=F("created_at")),
        "it was paid after its deadline": Q(paid_at__gt=OVERDUE_AT) & ~TAKEN_UP,
        "it was taken up again, and is no transfer": Q(TAKEN_UP) & ~Q(payment=Payment.TRANSFER),
        "it was cancelled before it was placed": Q(cancelled_at__lt=F("created_at")),
        "it was dispatched before it was paid": Q(dispatched_at__lt=F("paid_at")),
        "its deadline passed long ago, and it is still pending": Q(
            status=Status.PENDING, waits_until__lt=timezone.now() - FORGOTTEN
        ),
    }
    for fault, condition in wrong.items():
        rows = Order.objects.alias(waits_until=OVERDUE_AT).filter(condition).order_by("pk")
        yield from found(rows, "order {number}: {fault}", fault=fault)


def times_of_events() -> Iterator[str]:
    """No event is older than its order, and the time of a step is that of its event."""
    at = {f"{step}_event": Max("events__created_at", filter=STEPS[step]) for step in TIMED}
    moments = [f"{step}_at" for step in TIMED]
    rows = Order.objects.values("number", "created_at", *moments).annotate(first=Min("events__created_at"), **at)
    # An event that is missing is another rule's: nothing is less or greater than it.
    apart = (Q(**{f"{step}_at__{sign}": F(f"{step}_event")}) for step in TIMED for sign in ("lt", "gt"))
    for row in rows.filter(reduce(or_, apart, Q(first__lt=F("created_at")))).order_by("number").iterator():
        if row["first"] and row["first"] < row["created_at"]:
            yield f"order {row['number']}: an event is older than the order"
        for step in TIMED:
            moment, event = row[f"{step}_at"], row[f"{step}_event"]
            if moment and event and abs(moment - event) > AT_ONCE:
                yield f"order {row['number']}: the time at which it was {step} is not its event's"


def identity() -> Iterator[str]:
    numbered = rf"^[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}$"
    rows = Order.objects.exclude(number__regex=numbered).order_by("pk")
    yield from found(rows, "order {pk}: its number {number!r} is none")
    yield from found(
        Order.objects.filter(checkout_key="").order_by("pk"), "order {number}: it has no key of its checkout"
    )
    rows = Order.objects.exclude(country__in=COUNTRIES).order_by("pk")
    yield from found(rows, "order {number}: there is no country {country!r}")
