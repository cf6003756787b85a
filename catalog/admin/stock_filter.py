"""Shades by their stock: sold out, low, or enough."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import Product

PARAMETER = "stock_state"


class StockState(NamedTuple):
    code: str
    label: str | Promise
    condition: Q


OUT = StockState("out", _("Sold out"), Q(stock__lt=1))
LOW = StockState("low", _("Low stock"), Q(stock__gte=1, stock__lte=F("low_stock_at")))
ENOUGH = StockState("enough", _("Enough"), Q(stock__gte=1, stock__gt=F("low_stock_at")))
STATES = {state.code: state for state in (OUT, LOW, ENOUGH)}


class StockFilter(admin.SimpleListFilter):
    title = _("stock")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.code, state.label) for state in STATES.values()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state.condition) if state else queryset
