"""The orders' part of the staff's start page. Two statements.

Takings are those of orders paid, on that day, less what came back on that day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from babel.dates import format_timedelta
from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Min, QuerySet, Sum, Value, When
from django.db.models.lookups import LessThan
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orders.admin.states import PARAMETER, STATES
from orders.models import OVERDUE_AT, Order
from orders.sales import takings_within
from shop.language import current_language
from shop.money import from_cents, money
from shop.staff.today import Figure, Link, Section, listed
from shop.statements import Statement

# Those of Babel, from a year down to the minute.
UNITS = [*(timedelta(days=days) for days in (365, 30, 7, 1)), timedelta(hours=1), timedelta(minutes=1)]


# The moment of the first of each.
FIRST = {"to-dispatch": Min("paid_at"), "waiting": Min(OVERDUE_AT)}


class Open(NamedTuple):
    """How many orders are in a state in which they do not stay, and the moment of the first."""

    number: int
    first: datetime | None


@Statement
def open_orders() -> QuerySet[Any, Any]:
    """Each state has an index of its own, which SQLite uses for neither where both are asked of one SELECT."""
    to_dispatch, waiting = (
        Order.objects.filter(STATES[code].condition)
        .values(code=Value(code))
        .annotate(number=Count("*"), first=moment)
        .values_list("code", "number", "first")
        for code, moment in FIRST.items()
    )
    return to_dispatch.union(waiting, all=True)


def orders_today(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("orders.view_order"):
        return None
    found = {code: Open(number, first) for code, number, first in open_orders.tuples()}
    notes = dict.fromkeys(FIRST, "")
    if since := found["to-dispatch"].first:
        notes["to-dispatch"] = _("the oldest was paid %s") % from_now(since)
    if until := found["waiting"].first:
        # One that is overdue is cancelled within a minute.
        soon = timezone.now() + timedelta(minutes=1)
        notes["waiting"] = _("the next expires %s") % from_now(max(until, soon))
    figures = [
        Figure(str(STATES[code].label), str(found[code].number), listed(Order, {PARAMETER: code}), note)
        for code, note in notes.items()
    ]
    return Section(1, _("Orders"), figures, is_trading=any(some.number for some in found.values()))


def takings(request: HttpRequest) -> Section | None:
    """Of today, this week and this month, each beside the one before."""
    if not request.user.has_perm("orders.view_order"):
        return None
    spans = periods(timezone.localtime())
    moments = sorted({moment for _label, start, end in spans for moment in (start, end)})
    asked = map(connection.ops.adapt_datetimefield_value, moments)
    pieces = [Piece(*row) for row in takings_by_piece.tuples(*asked)]
    figures = []
    for label, start, end in spans:
        within = [piece for piece in pieces if start <= moments[piece.place] < end]
        orders = sum(piece.number for piece in within if piece.is_order)
        total, back = (from_cents(sum(piece.total for piece in within if piece.is_order == kind)) for kind in (1, 0))
        note = ngettext("%d order", "%d orders", orders) % orders
        if back:
            note += _(", %s came back") % money(-back)
        url = listed(Order, {"paid_at__gte": start, "paid_at__lt": end})
        figures.append(Figure(label, money(total + back), url, note))
    all_sales = Link(_("Sales by day, and what sells best"), reverse("admin:orders_order_sales"))
    return Section(3, _("Takings"), figures, all_sales, is_trading=bool(pieces))


Span = tuple[str, datetime, datetime]


class Piece(NamedTuple):
    """Of the time between two moments: how many rows there are, and the sum of their cents."""

    is_order: int
    place: int
    number: int
    total: int


@Statement
def takings_by_piece(*moments: Any) -> QuerySet[Any, Any]:
    paid, returned = (by_piece(rows, moments) for rows in takings_within(moments[0], moments[-1]))
    return paid.union(returned, all=True)


def by_piece(rows: QuerySet[Any], moments: Sequence[Any]) -> QuerySet[Any, Any]:
    """The number of rows from each of these moments to the next, and the sum of their cents.

    Each row is read once and belongs to one piece, whatever the number of spans that this piece is a part of.
    """
    ends = enumerate(moments[1:])
    whens = (When(LessThan(F("moment"), end), then=Value(place)) for place, end in ends)
    piece = Case(*whens, output_field=IntegerField())
    sums = rows.values("is_order", piece=piece).annotate(number=Count("*"), total=Sum("cents"))
    return sums.values_list("is_order", "piece", "number", "total")


def periods(now: datetime) -> list[Span]:
    """Label, start and end (the end is the next one's start) of each period, in the time zone of `now`."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    week = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    month_before = (month - timedelta(days=1)).replace(day=1)
    next_month = (month + timedelta(days=32)).replace(day=1)
    day, seven = timedelta(days=1), timedelta(days=7)
    return [
        (_("Today"), today, today + day),
        (_("Yesterday"), today - day, today),
        (_("This week"), week, week + seven),
        (_("Last week"), week - seven, week),
        (_("This month"), month, next_month),
        (_("Last month"), month_before, month),
    ]


def from_now(moment: datetime) -> str:
    """In the largest unit that is full: 3 days ago, in 12 minutes; in the language of the page.

    As many as are full: with 3 days and 20 hours left, nobody is told 4 days.
    """
    away = moment - timezone.now()
    unit = next((unit for unit in UNITS if unit <= abs(away)), None)
    whole = away if unit is None else abs(away) // unit * (unit if away > timedelta(0) else -unit)
    return format_timedelta(whole, granularity="minute", threshold=1, add_direction=True, locale=current_language())
