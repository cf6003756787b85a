"""The invoice of an order that was paid while the business data lacked what an invoice needs.

Locks are always taken in this order: order, then the counter of invoices.
"""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from orders.models import Invoice, Order
from shop.logs import log_event


class NoInvoice(Exception):
    """An invoice cannot be made. Nothing was changed. Argument: why, in words for staff."""


def make_invoice(order: Order, *, by: User) -> None:
    """Makes the invoice, dated now, and the credit notes of what has come back since.

    A second time it does nothing. Raises NoInvoice.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update().get(pk=order.pk)
        if order.invoices.exists():
            return
        if not order.is_paid:
            raise NoInvoice(_("it is not paid"))
        if order.vat_rate is None:
            raise NoInvoice(_("no VAT rate was known when it was placed"))
        if not order.name:
            raise NoInvoice(_("its address is erased"))
        if not Invoice.objects.issue(order):
            raise NoInvoice(_("the business data lack the seller’s name or address"))
        # As they came back: the tenth return is not the second.
        for number in dict.fromkeys(order.returns.order_by("pk").values_list("number", flat=True)):
            Invoice.objects.credit(order, number)
        transaction.on_commit(partial(log_event, "invoice made", order=order.number, by=by.pk))
