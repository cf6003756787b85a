"""The action that makes an invoice which the payment could not make."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.requests import SignedInRequest
from orders.late_invoice import NoInvoice, make_invoice
from orders.models import Order
from shop.staff.words import named


class LateInvoiceAdmin(admin.ModelAdmin):
    @admin.action(description=_("Make the missing invoice"), permissions=["change"])
    def make_invoice(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        """For orders that were paid while the business data lacked what an invoice needs."""
        made = []
        for order in queryset.order_by("pk"):
            try:
                make_invoice(order, by=request.user)
                made.append(order.number)
            except NoInvoice as why:
                messages.error(request, _("%(number)s has no invoice: %(why)s.") % {"number": order, "why": why})
        if made:
            messages.success(request, _("There is an invoice: %(orders)s.") % {"orders": named(made)})
