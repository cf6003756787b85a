"""What staff do to many shades at once, and what became of the stock of one."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog.admin.downloads import shades_as_rows
from catalog.admin.many_photographs import RIGHTS, ManyPhotographsAdmin
from catalog.admin.prices import PricesAdmin
from catalog.admin.receiving import ReceivingAdmin
from catalog.admin.showing import ShowingAdmin
from catalog.admin.tables import TablesAdmin
from catalog.goods.ledger import newest_entries
from catalog.models import Product, StockMovement
from shop.csv_tables import Cell
from shop.staff.downloads import DownloadAdmin
from shop.staff.today import listed

# The movements on the page of a shade; all others are a link away.
MOST_MOVEMENTS = 20


class GoodsAdmin(ReceivingAdmin, PricesAdmin, ShowingAdmin, TablesAdmin, DownloadAdmin, ManyPhotographsAdmin):
    """The pages of many shades, with links from their list; and the ledger on the page of a shade."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may = {"may_change": self.has_change_permission(request), "may_take_tables": self.may_take_tables(request)}
        may["may_photograph"] = request.user.has_perms(RIGHTS)
        return super().changelist_view(request, {**may, **(extra_context or {})})

    def csv_rows(self, found: QuerySet[Product]) -> Iterator[Sequence[Cell]]:
        return shades_as_rows(found)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().change_view(request, object_id, *args, **kwargs)
        context = getattr(answer, "context_data", None)
        if context and context.get("original") and request.user.has_perm("catalog.view_stockmovement"):
            context |= ledger_of(context["original"], request)
        return answer


def ledger_of(shade: Product, request: HttpRequest) -> dict[str, Any]:
    """The newest movements, and the addresses of all of them and of orders, if the reader may see those."""
    may_see_orders = request.user.has_perm("orders.view_order")
    return {
        "ledger": newest_entries(shade, MOST_MOVEMENTS),
        "whole_ledger": listed(StockMovement, {"product__id__exact": shade.pk}),
        # By name: the catalogue knows no orders.
        "orders_url": f"{reverse('admin:orders_order_changelist')}?q=" if may_see_orders else "",
    }
