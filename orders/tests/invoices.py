"""Orders that have invoices and credit notes."""

from decimal import Decimal

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.models import Invoice
from orders.tests.factories import place


def paid(key="key", quantity=2):
    """Two shades for 69.00 each, paid."""
    shade = ProductFactory(sku=f"HALM-{key}", name_en="Halm", price=Decimal("69.00"))
    order = place(None, shade, key=key, quantity=quantity)
    order.pay(by=order.user)
    return order


def sent(key="key", quantity=2):
    order = paid(key, quantity)
    order.dispatch(by=StaffFactory())
    return order


def come_back(order, quantity=1):
    order.take_back({order.items.get().pk: quantity}, restocked=(), by=StaffFactory())


def numbers():
    return list(Invoice.objects.values_list("number", flat=True))
