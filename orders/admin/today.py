"""The orders' part of the staff's start page. Two statements.

Takings are those of orders paid, on that day, less what came back on that day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_timedelta
from django.db.models import Count, Min, Q, QuerySet, Sum
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


def orders_today(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("orders.view_order"):
        return None
    to_dispatch, waiting = STATES["to-dispatch"].condition, STATES["waiting"].condition
    # Two conditions with an index of their own; without the first filter the whole table would be read.
    found = Order.objects.filter(to_dispatch | waiting).aggregate(
        to_dispatch=Count("pk", filter=to_dispatch),
        since=Min("paid_at", filter=to_dispatch),
        waiting=Count("pk", filter=waiting),
        until=Min(OVERDUE_AT, filter=waiting),
    )
    oldest = _("the oldest was paid %s") % from_now(found["since"]) if found["since"] else ""
    # One that is overdue is cancelled within a minute.
    soon = timezone.now() + timedelta(minutes=1)
    expires = _("the next expires %s") % from_now(max(found["until"], soon)) if found["until"] else ""
    return Section(
        1,
        _("Orders"),
        [
            Figure(
                str(STATES["to-dispatch"].label),
                str(found["to_dispatch"]),
                listed(Order, {PARAMETER: "to-dispatch"}),
                oldest,
            ),
            Figure(str(STATES["waiting"].label), str(found["waiting"]), listed(Order, {PARAMETER: "waiting"}), expires),
        ],
    )


def takings(request: HttpRequest) -> Section | None:
    """Of today, this week and this month, each beside the one before."""
    if not request.user.has_perm("orders.view_order"):
        return None
    spans = periods(timezone.localtime())
    first, last = min(start for _label, start, _end in spans), max(end for _label, _start, end in spans)
    paid, returned = (summed(rows, spans) for rows in takings_within(first, last))
    rows = {row["is_order"]: row for row in paid.union(returned, all=True)}
    figures = []
    for n, (label, start, end) in enumerate(spans):
        orders, total, back = (rows[1][f"count{n}"], *(from_cents(rows[kind][f"cents{n}"]) for kind in (1, 0)))
        note = ngettext("%d order", "%d orders", orders) % orders
        if back:
            note += _(", %s came back") % money(-back)
        url = listed(Order, {"paid_at__gte": start, "paid_at__lt": end})
        figures.append(Figure(label, money(total + back), url, note))
    all_sales = Link(_("Sales by day, and what sells best"), reverse("admin:orders_order_sales"))
    return Section(3, _("Takings"), figures, all_sales)


Span = tuple[str, datetime, datetime]


def summed(rows: QuerySet[Any], spans: Sequence[Span]) -> QuerySet[Any, dict[str, Any]]:
    """One row with the number of rows of each span, and their cents."""
    columns: dict[str, Any] = {}
    for n, (_label, start, end) in enumerate(spans):
        within = Q(moment__gte=start, moment__lt=end)
        columns |= {f"count{n}": Count("pk", filter=within), f"cents{n}": Sum("cents", filter=within)}
    return rows.values("is_order").annotate(**columns)


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
    """In the largest unit that is full: 3 days ago, in 12 minutes; in the language of the page."""
    away = moment - timezone.now()
    return format_timedelta(away, granularity="minute", threshold=1, add_direction=True, locale=current_language())
