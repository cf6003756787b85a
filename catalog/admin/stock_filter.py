"""Shades by their stock: sold out, low, or enough."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from catalog.models.product_queries import SCARCE, SOLD_OUT

PARAMETER = "stock_state"


class StockState(NamedTuple):
    code: str
    label: str | Promise
    condition: Q


OUT = StockState("out", _("Sold out"), Q(SOLD_OUT))
LOW = StockState("low", _("Low stock"), Q(SCARCE) & ~Q(SOLD_OUT))
ENOUGH = StockState("enough", _("Enough"), ~Q(SCARCE))
STATES = {state.code: state for state in (OUT, LOW, ENOUGH)}


class StockFilter(admin.SimpleListFilter):
    title = _("stock")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.code, state.label) for state in STATES.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state.condition) if state else queryset
