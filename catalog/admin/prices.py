"""New prices for shades that are ticked or pasted, by one rule or typed: a page shows each before → after, and asks."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.typed_fields import Amount
from catalog.admin.way_back import list_left
from catalog.goods import price_list
from catalog.goods.prices import (
    ChangedMeanwhile,
    DoneAlready,
    PriceRule,
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
from shop.typed_text import clean_text

# The page lists every shade, and one field names them all.
MOST_PRICES = 10_000
# Beside each of so many stands a field for a price of its own: a form of the admin has a thousand fields at most.
MOST_TYPED = 300
PREFIX = "price-"


class PriceForm(forms.Form):
    """More shades, and the rule for those that have no price of their own."""

    pasted = forms.CharField(
        label=_("SKUs"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_("One a line; after it the new price, as in HALM-30 72.90, or none where the rule below makes it."),
    )
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

    @property
    def rule(self) -> PriceRule:
        typed = self.cleaned_data
        return PriceRule(typed.get("per_cent") or Decimal(0), typed.get("amount") or Decimal(0), typed["rounding"])


class Typed(NamedTuple):
    """Prices that are typed beside their shades, by primary key: as they were typed, as prices, and what is wrong."""

    texts: dict[int, str]
    own: dict[int, Decimal]
    faults: dict[int, str]


def read_typed(texts: dict[int, str]) -> Typed:
    typed, amount = Typed(texts, {}, {}), Amount(localize=True, max_digits=10, decimal_places=2)
    for pk, text in texts.items():
        try:
            typed.own[pk] = amount.clean(text)
        except forms.ValidationError as error:
            typed.faults[pk] = " ".join(error.messages)
    return typed


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
        return self.prices_page(request, PriceForm(), read_typed({}), shades)

    def prices(self, request: HttpRequest) -> HttpResponse:
        """Shows what becomes of the prices, and changes them if they are still those that were shown."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.prices_page(request, PriceForm(), read_typed({}), [])
        shown = prices_shown(request.POST.get("shown", ""))
        form, added = form_and_pasted(request, len(shown))
        texts = {pk: request.POST.get(f"{PREFIX}{pk}", "").strip() for pk in shown}
        texts |= {pk: text for pk, text in added.items() if text}
        typed = read_typed({pk: text for pk, text in texts.items() if text})
        is_asked = "_change" in request.POST and request.POST.get("asked") == asked(form, typed) != ""
        # Of the prices that were shown: a second press finds others, of which the rule may make none.
        if is_asked and not added and not typed.faults:
            new = [typed.own.get(pk, form.rule.of(price)) for pk, price in shown.items()]
            if not any(map(fault_of, new)):
                return self.change_prices_by(request, form, typed, shown)
        return self.prices_page(
            request, form, typed, priced(Product.objects.filter(pk__in=shown.keys() | added.keys()))
        )

    def change_prices_by(
        self, request: HttpRequest, form: PriceForm, typed: Typed, shown: dict[int, Decimal]
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                changed = change_prices(shown, form.rule, typed.own)
                log_changes(request, [Change(row.shade, "price", row.before, row.after) for row in changed])
        except DoneAlready:
            messages.info(request, gettext("This form had already been sent. The prices were changed only once."))
        except ChangedMeanwhile as refusal:
            text = gettext("Nothing was changed: in the meantime the price of these has become another: %(few)s.")
            messages.error(request, text % {"few": named(refusal.names)})
            return self.prices_page(request, form, typed, priced(Product.objects.filter(pk__in=shown)))
        else:
            text = ngettext("The price of %d shade was changed.", "The prices of %d shades were changed.", len(changed))
            messages.success(request, text % len(changed))
        return SeeOther(list_left(request))

    def prices_page(
        self, request: HttpRequest, form: PriceForm, typed: Typed, shades: Iterable[Product]
    ) -> HttpResponse:
        is_rule = form.is_bound and form.is_valid()
        rows = repriced(shades, form.rule if is_rule else PriceRule(), typed.own)
        faults = {row.shade.pk: typed.faults.get(row.shade.pk) or row.fault for row in rows}
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Change prices"),
            "opts": self.opts,
            "form": form,
            "rows": [(row, typed.texts.get(row.shade.pk, ""), faults[row.shade.pk]) for row in rows],
            "prefix": PREFIX if len(rows) <= MOST_TYPED else "",
            "shown": ",".join(f"{row.shade.pk}:{row.before}" for row in rows),
            "next": list_left(request),
            "asked": asked(form, typed),
            "is_typed": bool(typed.texts),
            "changed": sum(row.is_changed for row in rows),
            "can_change": is_rule and any(row.is_changed for row in rows) and not any(faults.values()),
        }
        return TemplateResponse(request, "admin/catalog/product/prices.html", context)


def form_and_pasted(request: HttpRequest, shown: int) -> tuple[PriceForm, dict[int, str]]:
    """The form, in whose box stay the lines that name no shade; and the prices of the others, as they are written."""
    data = request.POST.copy()
    lines = data.get("pasted", "").splitlines()
    if lines and shown + len(lines) > MOST_TYPED:
        form = PriceForm(data)
        text = gettext("At most %(most)d shades at once: change the others afterwards, or in a table.")
        form.add_error("pasted", text % {"most": MOST_TYPED})
        return form, {}
    pasted = price_list.read(lines)
    data["pasted"] = "\n".join(pasted.unknown)
    form = PriceForm(data)
    if pasted.unknown:
        form.add_error("pasted", [f"{clean_text(line)}: {fault}" for line, fault in pasted.unknown.items()])
    return form, pasted.typed


def asked(form: PriceForm, typed: Typed) -> str:
    """What the page shows before → after of: sent again, it says that nothing was typed since."""
    return f"{form.rule} {sorted(typed.texts.items())}" if form.is_bound and form.is_valid() else ""


def priced(shades: QuerySet[Product]) -> QuerySet[Product]:
    """By SKU, with what the page shows of them."""
    return shades.only("sku", "price", "name_en", "name_ru").order_by("sku")


def prices_shown(field: str) -> dict[int, Decimal]:
    """The prices that a page has shown, of no more shades than it shows, by key. Raises BadRequest."""
    pairs: list[Any] = [pair.split(":") for pair in field.split(",") if pair]
    try:
        prices = {int(pk): Decimal(price) for pk, price in pairs}
        are_prices = not any(fault_of(price) for price in prices.values())
    except (ArithmeticError, ValueError) as error:
        raise BadRequest(f"no prices: {field[:100]}") from error
    if not are_prices or len(prices) > MOST_PRICES:
        raise BadRequest(f"no prices: {field[:100]}")
    return prices
