"""Shades and movements of stock as CSV: what the list shows, on all its pages."""

from collections.abc import Iterator, Sequence

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse

from catalog.goods.columns import HEADER, row_of
from catalog.models import Product, StockMovement
from shop.csv_tables import Cell, csv_response
from shop.responses import SeeOther

# Rows that are read from the database at once.
AT_ONCE = 500


class DownloadAdmin(admin.ModelAdmin):
    """A list with its rows as CSV, under the same filters, at `csv/` below it."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_csv"
        return [path("csv/", self.admin_site.admin_view(self.download), name=name), *super().get_urls()]

    def download(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return SeeOther(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        return csv_response(f"{self.opts.db_table}.csv", self.csv_rows(found))

    def csv_rows(self, found: QuerySet) -> Iterator[Sequence[Cell]]:
        raise NotImplementedError


def shades_as_rows(shades: QuerySet[Product]) -> Iterator[Sequence[Cell]]:
    yield HEADER
    for shade in shades.select_related("family").defer("search_text").iterator(AT_ONCE):
        yield row_of(shade)


def movements_as_rows(movements: QuerySet[StockMovement]) -> Iterator[Sequence[Cell]]:
    yield ["when", "sku", "change", "reason", "order", "staff_member"]
    for one in movements.select_related("product", "staff_member").iterator(AT_ONCE):
        by = one.staff_member.get_username() if one.staff_member else ""
        yield [one.created_at, one.product.sku, one.delta, one.reason, one.order_number, by]
