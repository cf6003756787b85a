"""Orders out as CSV: all that the list shows with its tab, filters and search, on whichever page."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from orders.books import rows_of
from shop.csv_tables import csv_response
from shop.responses import SeeOther


class BooksAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", view, name="orders_order_csv"), *super().get_urls()]

    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            orders = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            # As the list itself does: without what it cannot read.
            return SeeOther(reverse("admin:orders_order_changelist") + "?e=1")
        return csv_response(f"orders-{timezone.localdate()}.csv", rows_of(orders))
