"""Receiving: one page for a whole delivery, SKUs and numbers, with the stock before and after."""

from secrets import token_urlsafe
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

from catalog import stock
from catalog.goods import delivery
from catalog.goods.delivery import Delivery, Line
from catalog.models import Product
from catalog.terms import STAFF_REASONS
from shop.responses import SeeOther
from shop.staff.log import Change, log_changes
from shop.staff.once import key_of
from shop.staff.words import named

# A form of the admin has a thousand fields at most, and each line has three.
MOST_LINES = 300


class ReceivingForm(forms.Form):
    """What stands above the lines; the lines themselves are read by `delivery.read`."""

    pasted = forms.CharField(
        label=_("SKUs"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True, "autocapitalize": "off", "spellcheck": "false"}),
        help_text=_(
            "One a line, scanned, pasted or typed; after it a number, as in HALM-30 12, or none for one piece."
        ),
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=[(reason.value, reason.label) for reason in STAFF_REASONS])


class ReceivingAdmin(admin.ModelAdmin):
    """The page, and the action that leads to it with the shades that are ticked."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.receiving)
        return [path("receive/", view, name="catalog_product_receive"), *super().get_urls()]

    @admin.action(description=_("Receive or correct stock"), permissions=["change"])
    def receive(self, request: HttpRequest, queryset: QuerySet[Product]) -> HttpResponse | None:
        shades = list(queryset.order_by("sku")[: MOST_LINES + 1])
        if len(shades) > MOST_LINES:
            messages.error(request, too_many())
            return None
        return self.receiving_page(request, ReceivingForm(), Delivery(Line(shade.sku, shade=shade) for shade in shades))

    def receiving(self, request: HttpRequest) -> HttpResponse:
        """Shows what the lines make of the stock, and changes it where nothing is sent that was not shown."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self.receiving_page(request, ReceivingForm(), Delivery())
        form = ReceivingForm(request.POST)
        is_sound = form.is_valid()
        rows, pasted, reason = rows_of(request), form.data.get("pasted", ""), form.data.get("reason", "")
        # Counted before the database is asked for as many SKUs; a piece that is scanned again is the same line.
        is_readable = len(set(pasted.splitlines())) <= MOST_LINES
        lines = delivery.read(rows, pasted if is_readable else "", reason)
        if not is_readable or len(lines) > MOST_LINES:
            form.add_error("pasted", too_many())
            # What was pasted is in its box still: lines that were made of it would receive it a second time.
            return self.receiving_page(request, form, delivery.read(rows, "", reason))
        to_be_changed = "_change" in request.POST and is_sound and lines.is_sound and not form.cleaned_data["pasted"]
        if to_be_changed and lines.was_shown and lines.deltas:
            return self.change_stock_by(request, lines, form.cleaned_data["reason"])
        if to_be_changed:
            said = (
                _("Look once more: the numbers have changed.") if lines.deltas else _("Enter a number beside a shade.")
            )
            messages.warning(request, said)
        return self.receiving_page(request, ReceivingForm(initial={"reason": form.data.get("reason")}), lines)

    def change_stock_by(self, request: HttpRequest, lines: Delivery, reason: str) -> HttpResponse:
        try:
            with transaction.atomic():
                deltas = lines.deltas
                changed = stock.change(deltas, reason=reason, staff_member=request.user, form_key=key_of(request))
                changes = [Change(shade, "stock", shade.stock - deltas[shade.pk], shade.stock) for shade in changed]
                log_changes(request, changes)
        except stock.SentTwice:
            messages.info(request, _("This form had already been sent. The stock was changed only once."))
        except stock.Refused:
            messages.error(request, _("Nothing was changed: in the meantime the stock has become another."))
            again = delivery.read(rows_of(request), "", reason)
            return self.receiving_page(request, ReceivingForm(initial={"reason": reason}), again)
        else:
            messages.success(request, said_of(changes))
        return SeeOther(reverse("admin:catalog_product_receive"))

    def receiving_page(self, request: HttpRequest, form: ReceivingForm, lines: Delivery) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Receive or correct stock"),
            "opts": self.opts,
            "form": form,
            "lines": lines,
            "form_key": request.POST.get("form_key") or token_urlsafe(),
        }
        return TemplateResponse(request, "admin/catalog/product/receive.html", context)


def rows_of(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The rows as they were sent: SKU, number, and the number that was shown. Rows that lack one are left out."""
    columns: list[Any] = [request.POST.getlist(name) for name in ("sku", "number", "shown")]
    return list(zip(*columns, strict=False))


def too_many() -> str:
    text = _("At most %(most)d shades at once: take the others in a second delivery, or in a table.")
    return str(text) % {"most": MOST_LINES}


def said_of(changes: list[Change]) -> str:
    """How many shades, and the stock of each before and after."""
    text = ngettext("The stock of %d shade was changed.", "The stock of %d shades was changed.", len(changes))
    shades = [f"{change.row.sku} {change.before} → {change.after}" for change in changes]  # type: ignore[attr-defined]  # shades
    return f"{text % len(changes)} {named(shades)}"
