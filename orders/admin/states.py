"""What staff do with orders, as tabs above their list: pack and send what is paid, wait for what is not."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orders.models import Order, Status

PARAMETER = "state"


class State(NamedTuple):
    """A tab: its orders, and in which order they are done."""

    label: str | Promise
    condition: Q
    ordering: tuple[str, ...]


STATES = {
    "to-dispatch": State(
        pgettext_lazy("orders", "To dispatch"), Q(status=Status.PAID, dispatched_at=None), ("paid_at", "pk")
    ),
    "waiting": State(pgettext_lazy("orders", "Waiting for payment"), Q(status=Status.PENDING), ("expires_at", "pk")),
    "sent": State(pgettext_lazy("orders", "Sent"), Q(dispatched_at__isnull=False), ("-dispatched_at", "-pk")),
    "cancelled": State(pgettext_lazy("orders", "Cancelled"), Q(status=Status.CANCELLED), ("-cancelled_at", "-pk")),
}


class StateFilter(admin.SimpleListFilter):
    """Its choices are the tabs (`admin/orders/order/change_list.html`), so it is not among the filters at the side."""

    title = _("state")
    parameter_name = PARAMETER
    template = "admin/orders/order/_no_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(code, state.label) for code, state in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> QuerySet[Order]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state.condition) if state else queryset


class Tab(NamedTuple):
    label: str
    query: str
    is_current: bool


def tabs(request: HttpRequest) -> list[Tab]:
    """All orders, and those of each state."""
    current = request.GET.get(PARAMETER, "")
    of_states = [Tab(str(state.label), f"?{PARAMETER}={code}", code == current) for code, state in STATES.items()]
    return [*of_states, Tab(str(_("All")), "?", current not in STATES)]
