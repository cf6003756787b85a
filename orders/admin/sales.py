"""The page of sales: a period, a chart, the numbers as a table and as CSV, and the shades that sell best."""

from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.admin.bars import bars_of
from orders.sales import Sales
from shop.csv_tables import csv_response
from shop.responses import SeeOther

# In days. Beyond a leap year a bar would be thinner than two dots.
USUAL, LONGEST = 30, 366
# What else is typed is an error. A period also needs the day after it, which the last day of 9999 has not.
YEARS = range(2000, 2101)


class PeriodForm(forms.Form):
    """From one day to another, in the address. What is not typed is the last thirty days."""

    def __init__(self, data: Any) -> None:
        today = timezone.localdate()
        usual = {"from": today - timedelta(days=USUAL - 1), "to": today}
        super().__init__({name: data.get(name) or day.isoformat() for name, day in usual.items()})
        for name, label in (("from", _("From")), ("to", _("To"))):
            picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, widget=picker, input_formats=["%Y-%m-%d"])
        self.usual = Sales(usual["from"], usual["to"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if not {cleaned["from"].year, cleaned["to"].year} <= set(YEARS):
            said = _("Choose days from the year %(first)s to the year %(last)s.")
            raise forms.ValidationError(said % {"first": YEARS[0], "last": YEARS[-1]})
        if not 0 <= (cleaned["to"] - cleaned["from"]).days < LONGEST:
            raise forms.ValidationError(_("Choose a period of at most a year, its first day first."))
        return cleaned

    @property
    def sales(self) -> Sales:
        """Of the usual period, if what was typed is none."""
        return Sales(self.cleaned_data["from"], self.cleaned_data["to"]) if self.is_valid() else self.usual


class Period(NamedTuple):
    label: str
    query: str
    is_current: bool


def periods(current: Sales) -> list[Period]:
    """Those that are asked for most, up to today."""
    today = timezone.localdate()
    month = today.replace(day=1)
    quarter = quarter_of(today)
    day_before = quarter - timedelta(days=1)
    found: list[tuple[str, date, date]] = [
        (_("7 days"), today - timedelta(days=6), today),
        (_("30 days"), today - timedelta(days=USUAL - 1), today),
        (_("This month"), month, today),
        (_("Last month"), (month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        (_("This quarter"), quarter, today),
        (_("Last quarter"), quarter_of(day_before), day_before),
        (_("A year"), today - timedelta(days=LONGEST - 2), today),
    ]
    return [Period(label, query_of(Sales(first, last)), Sales(first, last) == current) for label, first, last in found]


def quarter_of(day: date) -> date:
    """The first day of the quarter of this day."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def query_of(sales: Sales) -> str:
    return "?" + urlencode({"from": sales.first, "to": sales.last})


class SalesAdmin(admin.ModelAdmin):
    """The addresses of the page and of its table, below the list of orders."""

    def get_urls(self) -> list[URLPattern]:
        views = (
            ("sales/", self.sales_view, "orders_order_sales"),
            ("sales/csv/", self.sales_csv, "orders_order_sales_csv"),
        )
        own = [path(address, self.admin_site.admin_view(view), name=name) for address, view, name in views]
        return [*own, *super().get_urls()]

    def sales_view(self, request: HttpRequest) -> HttpResponseBase:
        form = self.period_of(request)
        sales = form.sales
        days = sales.days()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Sales"),
            "opts": self.opts,
            "form": form,
            "periods": periods(sales),
            "sales": sales,
            "days": days[::-1],
            "chart": bars_of([day.takings for day in days]),
            "highest": max(days, key=lambda day: day.takings),
            "orders": sum(day.orders for day in days),
            "takings": sum(day.takings for day in days),
            "best": sales.best_sellers(),
            "may_see_shades": request.user.has_perm("catalog.view_product"),
            "csv": reverse("admin:orders_order_sales_csv") + query_of(sales),
        }
        return TemplateResponse(request, "admin/orders/order/sales.html", context)

    def sales_csv(self, request: HttpRequest) -> HttpResponseBase:
        form = self.period_of(request)
        if not form.is_valid():
            # The page says what is wrong, where a file of other days would not.
            return SeeOther(f"{reverse('admin:orders_order_sales')}?{request.GET.urlencode()}")
        sales = form.sales
        rows = [[_("day"), _("orders"), _("takings")], *sales.days()]
        return csv_response(f"sales-{sales.first}-{sales.last}.csv", rows)

    def period_of(self, request: HttpRequest) -> PeriodForm:
        """Raises PermissionDenied for who may not see orders."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return PeriodForm(request.GET)
