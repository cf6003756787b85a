"""Lists of the admin as CSV: what the list shows, on all its pages."""

from collections.abc import Iterator, Sequence

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from shop.csv_tables import Cell, csv_response
from shop.responses import SeeOther


class DownloadAdmin(admin.ModelAdmin):
    """A list with its rows as CSV, under the same filters, at `csv/` below it."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_csv"
        return [path("csv/", self.admin_site.admin_view(self.download), name=name), *super().get_urls()]

    def download(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            # As the list itself does: without what it cannot read.
            return SeeOther(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist") + "?e=1")
        return csv_response(f"{self.opts.db_table}-{timezone.localdate()}.csv", self.csv_rows(found))

    def csv_rows(self, found: QuerySet) -> Iterator[Sequence[Cell]]:
        raise NotImplementedError
