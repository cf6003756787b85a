"""The stock ledger in the admin, read-only."""

from collections.abc import Iterator, Sequence

from django.contrib import admin
from django.db.models import F, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from catalog.admin.downloads import movements_as_rows
from catalog.models import Product, StockMovement
from shop.compact_text import CompactCodes, OneOf, compact
from shop.csv_tables import Cell
from shop.staff.downloads import DownloadAdmin
from shop.staff.read_only import ReadOnly
from shop.staff.search import SearchAdmin


@admin.register(StockMovement)
class StockMovementAdmin(ReadOnly, DownloadAdmin, SearchAdmin):
    """The ledger, read-only: it is written by deliveries, by tables and by orders."""

    list_display = ("created_at", "product", "delta", "reason", "order", "staff_member")
    list_filter = ("reason", "created_at")
    list_select_related = ("product", "staff_member")
    search_fields = ("product__sku", "order_number")
    # No date hierarchy, which reads the whole ledger for its links.

    def searchable(self, queryset: QuerySet[StockMovement]) -> QuerySet[StockMovement]:
        """With the numbers of order and return as migration 0020 has them in its index."""
        return queryset.alias(numbers=CompactCodes("order_number", "return_number"))

    def occurs(self, word: str) -> Q:
        """In the numbers, or in the SKU."""
        code = compact(word)
        shades = Product.objects.with_sku_part(code).values("pk")
        return Q(numbers__contains=code) | Q(OneOf(F("product_id"), Subquery(shades)))

    def csv_rows(self, found: QuerySet[StockMovement]) -> Iterator[Sequence[Cell]]:
        return movements_as_rows(found)

    @admin.display(description=_("order"), ordering="order_number")
    def order(self, movement: StockMovement) -> str:
        return movement.return_number or movement.order_number or "–"
