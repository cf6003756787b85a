"""The page on which staff take shades of an order back: numbers, a question, and a message."""

from collections.abc import Iterator
from secrets import token_urlsafe
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms.boundfield import BoundField
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orders.models import InvalidTransition, MoreThanSold, Order, OrderItem, OrderReturn
from shop.money import money
from shop.responses import SeeOther
from shop.staff.once import FORM_KEY, key_of

# A press that came later than another of the same form.
ONCE = gettext_lazy("This form had already been sent and was saved only once.")

ERRORS = {
    "max_value": gettext_lazy("At most %(limit_value)d can come back."),
    "min_value": gettext_lazy("Enter 0 or how many came back."),
    "invalid": gettext_lazy("Write a whole number."),
}


class Row(NamedTuple):
    """A line of the form. `coming` is how many come back by what was typed."""

    line: OrderItem
    quantity: BoundField
    is_restocked: BoundField
    coming: int
    goes_to_stock: bool


class ReturnForm(forms.Form):
    """How many of each line came back, and whether they can be sold again."""

    def __init__(self, lines: list[OrderItem], currency: str, data: Any = None) -> None:
        super().__init__(data)
        self.lines, self.currency = lines, currency
        for line in lines:
            self.fields[f"quantity-{line.pk}"] = forms.IntegerField(
                label=_("How many of %(name)s") % {"name": line.product_name},
                required=False,
                initial=0,
                min_value=0,
                max_value=line.returnable,
                error_messages=ERRORS,
            )
            label = _("Back into stock: %(name)s") % {"name": line.product_name}
            self.fields[f"restock-{line.pk}"] = forms.BooleanField(label=label, required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.quantities:
            raise forms.ValidationError(_("Enter at least at one line how many came back."))
        return cleaned

    @property
    def quantities(self) -> dict[int, int]:
        """By primary key of the line."""
        typed = {line.pk: self.cleaned_data.get(f"quantity-{line.pk}") for line in self.lines}
        return {pk: quantity for pk, quantity in typed.items() if quantity}

    @property
    def restocked(self) -> set[int]:
        return {line.pk for line in self.lines if self.cleaned_data.get(f"restock-{line.pk}")}

    @property
    def rows(self) -> Iterator[Row]:
        is_valid = self.is_bound and self.is_valid()
        quantities, restocked = (self.quantities, self.restocked) if is_valid else ({}, set())
        for line in self.lines:
            yield Row(
                line,
                self[f"quantity-{line.pk}"],
                self[f"restock-{line.pk}"],
                quantities.get(line.pk, 0),
                line.pk in restocked,
            )

    @property
    def coming(self) -> list[Row]:
        """The rows of which something comes back."""
        return [row for row in self.rows if row.coming]

    @property
    def amount(self) -> str:
        return money(sum(row.line.product_price * row.coming for row in self.coming), self.currency)


class ReturnsAdmin(admin.ModelAdmin):
    """The address of the page, below that of the order."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.return_view)
        return [path("<path:object_id>/return/", view, name="orders_order_return"), *super().get_urls()]

    def return_view(self, request: Any, object_id: str) -> HttpResponse:
        """A GET asks for numbers, a post of numbers asks once more, and a post with `confirmed` takes them back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        # Not OnceAdmin's: it looks for the key of a form in the whole log, and returns keep theirs themselves.
        order = admin.ModelAdmin.get_object(self, request, unquote(object_id))
        if order is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]  # Django's own, private
        here = reverse("admin:orders_order_change", args=[order.pk])
        if (key := key_of(request)) and order.returns.filter(form_key=key).exists():
            messages.info(request, str(ONCE))
            return SeeOther(here)
        # Lines that are wholly back too: one that a colleague took back meanwhile is refused, not passed over.
        lines = list(order.items.prefetch_related("returns").select_related("product"))
        if not order.dispatched_at or not any(line.returnable for line in lines):
            messages.error(request, _("Nothing of this order can come back."))
            return SeeOther(here)
        form = ReturnForm(lines, order.currency, request.POST if request.method == "POST" else None)
        is_valid = request.method == "POST" and form.is_valid()
        if is_valid and "confirmed" in request.POST and self.take_back(request, order, form, key):
            return SeeOther(here)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Return of order %(number)s") % {"number": order.number},
            "opts": self.opts,
            "order": order,
            "form": form,
            "is_asked": is_valid and not form.errors,
            FORM_KEY: request.POST.get(FORM_KEY) or token_urlsafe(),
        }
        return TemplateResponse(request, "admin/orders/order/return.html", context)

    def take_back(self, request: Any, order: Order, form: ReturnForm, key: str) -> bool:
        """With a message. Whether the page has done its work; else the form says what is wrong."""
        try:
            rows = order.take_back(form.quantities, restocked=form.restocked, by=request.user, form_key=key)
        except MoreThanSold as more:
            name, most = more.args
            text = _("%(name)s: meanwhile at most %(most)d can come back.")
            form.add_error(None, text % {"name": name, "most": most})
            return False
        except InvalidTransition:
            messages.error(request, _("Nothing of this order can come back."))
            return True
        if not rows:
            messages.info(request, str(ONCE))
            return True
        self.log_change(request, order, [{"added": added(row)} for row in rows])
        said = {"number": rows[0].number, "amount": money(sum(row.amount for row in rows), order.currency)}
        messages.success(request, _("Return %(number)s is noted: %(amount)s.") % said)
        return True


def added(row: OrderReturn) -> dict[str, str]:
    """As Django logs a row that was added in a form."""
    return {"name": "return", "object": f"{row.number}: {row}"}
