"""Invoices and credit notes, read-only: their list, each as a page to print, and a month for the bookkeeper."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.admin.sales import YEARS
from orders.invoice_books import Month, rows_of, sums_of
from orders.models import Invoice
from shop.csv_tables import csv_response
from shop.money import money
from shop.responses import SeeOther
from shop.staff.read_only import ReadOnly
from shop.staff.search import SearchAdmin


class MonthForm(forms.Form):
    """A month, in the address. If none is named it is the current one."""

    month = forms.DateField(
        label=gettext_lazy("Month"),
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        input_formats=["%Y-%m"],
    )

    def __init__(self, data: Any) -> None:
        self.usual = Month.of(timezone.localdate())
        super().__init__({"month": data.get("month") or self.usual.code})

    def clean_month(self) -> date:
        """A first day."""
        first: date = self.cleaned_data["month"]
        if first.year not in YEARS:
            said = _("Choose a month from the year %(first)s to the year %(last)s.")
            raise forms.ValidationError(said % {"first": YEARS[0], "last": YEARS[-1]})
        return first

    @property
    def chosen(self) -> Month:
        """The current month, if what was typed is none."""
        return Month.of(self.cleaned_data["month"]) if self.is_valid() else self.usual


@admin.register(Invoice)
class InvoiceAdmin(ReadOnly, SearchAdmin):
    list_display = ("number", "issued_at", "order_number", "buyer_name", "total", "vat")
    list_filter = ("series", "issued_at")
    search_fields = ("number", "order_number", "buyer_name")
    ordering = ("-issued_at", "-pk")
    actions = None

    @admin.display(description=gettext_lazy("total"), ordering="total_amount")
    def total(self, invoice: Invoice) -> str:
        return money(-invoice.total_amount if invoice.is_credit_note else invoice.total_amount, invoice.currency)

    @admin.display(description=gettext_lazy("VAT"), ordering="vat_amount")
    def vat(self, invoice: Invoice) -> str:
        amount = money(-invoice.vat_amount if invoice.is_credit_note else invoice.vat_amount, invoice.currency)
        return format_html("{} ({})", amount, invoice.rate_in_words)

    def get_urls(self) -> list[URLPattern]:
        views = (
            ("month/", self.month_view, "orders_invoice_month"),
            ("month/csv/", self.month_csv, "orders_invoice_month_csv"),
        )
        own = [path(address, self.admin_site.admin_view(view), name=name) for address, view, name in views]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The paper itself: there is no form, because nothing of it can change."""
        invoice = self.get_object(request, object_id)
        if not self.has_view_permission(request, invoice):
            raise PermissionDenied
        if invoice is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # Django's own, private
        back = reverse("admin:orders_order_change", args=[invoice.order_id])
        return TemplateResponse(request, "orders/invoice.html", {"invoice": invoice, "back": back})

    def month_view(self, request: HttpRequest) -> HttpResponse:
        form = self.month_of(request)
        month, address = form.chosen, reverse("admin:orders_invoice_month_csv")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Invoices of a month"),
            "opts": self.opts,
            "form": form,
            "month": month,
            "current": form.usual,
            "sums": sums_of(month),
            "csv": f"{address}?month={month.code}",
        }
        return TemplateResponse(request, "admin/orders/invoice/month.html", context)

    def month_csv(self, request: HttpRequest) -> HttpResponseBase:
        form = self.month_of(request)
        if not form.is_valid():
            # The page says what is wrong, where a file of another month would not.
            return SeeOther(f"{reverse('admin:orders_invoice_month')}?{request.GET.urlencode()}")
        return csv_response(f"invoices-{form.chosen.code}.csv", rows_of(form.chosen))

    def month_of(self, request: HttpRequest) -> MonthForm:
        """Raises PermissionDenied for who may not see invoices."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return MonthForm(request.GET)
