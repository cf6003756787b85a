"""New prices for the shades that are ticked: a page shows each before and after, and asks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.typed_fields import Amount
from catalog.admin.way_back import list_left
from catalog.goods.prices import (
    ChangedMeanwhile,
    DoneAlready,
    PriceRule,
    Repriced,
    Rounding,
    change_prices,
    fault_of,
    repriced,
)
from catalog.models import Product
from shop.responses import SeeOther
from shop.staff.log import Change, log_changes
from shop.staff.words import named
from shop.typed_numbers import PerCent

# The page lists every shade, and one field names them all.
MOST_PRICES = 10_000


class PriceForm(forms.Form):
    """The rule: at least one of per cent and amount, or the rounding alone."""

    per_cent = PerCent(
        label=_("Per cent"),
        required=False,
        localize=True,
        min_value=-99,
        max_value=1000,
        max_digits=7,
        decimal_places=3,
        help_text=_("5 raises prices by 5 %, −5 lowers them."),
    )
    amount = Amount(
        label=_("Amount"),
        required=False,
        localize=True,
        max_digits=9,
        decimal_places=2,
        help_text=_("Added to each price, or with a minus taken from it."),
    )
    rounding = forms.ChoiceField(label=_("Round"), choices=Rounding.choices, initial=Rounding.NONE)
    # What the page has shown: key and price of each shade.
    shown = forms.CharField(widget=forms.HiddenInput)

    @property
    def rule(self) -> PriceRule:
        typed = self.cleaned_data
        return PriceRule(typed.get("per_cent") or Decimal(0), typed.get("amount") or Decimal(0), typed["rounding"])


class PricesAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.prices)
        return [path("prices/", view, name="catalog_product_prices"), *super().get_urls()]

    @admin.action(description=_("Change prices"), permissions=["change"])
    def change_prices(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse | None:
        shades = list(priced(queryset)[: MOST_PRICES + 1])
        if len(shades) > MOST_PRICES:
            text = gettext("The prices of at most %(most)d shades can be changed at once.")
            messages.error(request, text % {"most": MOST_PRICES})
            return None
        return self.prices_page(request, PriceForm(), repriced(shades, PriceRule()))

    def prices(self, request: HttpRequest) -> HttpResponse:
        """Shows what the rule makes of the prices, and changes them if they are still those that were shown."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return SeeOther(reverse("admin:catalog_product_changelist"))
        form = PriceForm(request.POST)
        shown = prices_shown(request.POST.get("shown", ""))
        shades = priced(Product.objects.filter(pk__in=shown))
        if not form.is_valid():
            return self.prices_page(request, form, repriced(shades, PriceRule()))
        is_asked = "_change" in request.POST and request.POST.get("rule") == repr(form.rule)
        # Of the prices that were shown: a second press finds others, of which the rule may make none.
        if is_asked and not any(fault_of(form.rule.of(price)) for price in shown.values()):
            return self.change_prices_by(request, form, shown)
        return self.prices_page(request, form, repriced(shades, form.rule))

    def change_prices_by(self, request: HttpRequest, form: PriceForm, shown: dict[int, Decimal]) -> HttpResponse:
        try:
            with transaction.atomic():
                changed = change_prices(shown, form.rule)
                log_changes(request, [Change(row.shade, "price", row.before, row.after) for row in changed])
        except DoneAlready:
            messages.info(request, gettext("This form had already been sent. The prices were changed only once."))
        except ChangedMeanwhile as refusal:
            text = gettext("Nothing was changed: in the meantime the price of these has become another: %(few)s.")
            messages.error(request, text % {"few": named(refusal.names)})
            shades = priced(Product.objects.filter(pk__in=shown))
            return self.prices_page(request, form, repriced(shades, form.rule))
        else:
            text = ngettext("The price of %d shade was changed.", "The prices of %d shades were changed.", len(changed))
            messages.success(request, text % len(changed))
        return SeeOther(list_left(request))

    def prices_page(self, request: HttpRequest, form: PriceForm, rows: list[Repriced]) -> HttpResponse:
        shown = ",".join(f"{row.shade.pk}:{row.before}" for row in rows)
        is_rule = form.is_bound and form.is_valid()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Change prices"),
            "opts": self.opts,
            "form": form,
            "rows": rows,
            "shown": shown,
            "next": list_left(request),
            "rule": repr(form.rule) if is_rule else "",
            "changed": sum(row.is_changed for row in rows),
            "can_change": is_rule and any(row.is_changed for row in rows) and not any(row.fault for row in rows),
        }
        return TemplateResponse(request, "admin/catalog/product/prices.html", context)


def priced(shades: QuerySet[Product]) -> QuerySet[Product]:
    """By SKU, with what the page shows of them."""
    return shades.only("sku", "price", "name_en", "name_ru").order_by("sku")


def prices_shown(field: str) -> dict[int, Decimal]:
    """The prices that a page has shown, of no more shades than it shows, by key. Raises ValueError: a 400."""
    pairs: list[Any] = [pair.split(":") for pair in field.split(",") if pair]
    try:
        prices = {int(pk): Decimal(price) for pk, price in pairs}
        are_prices = not any(fault_of(price) for price in prices.values())
    except ArithmeticError as error:
        raise ValueError(field[:100]) from error
    if not are_prices or len(prices) > MOST_PRICES:
        raise ValueError(field[:100])
    return prices
