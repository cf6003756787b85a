"""An order that was paid while the shop did not say who sells gets its invoice later, once, from staff."""

from decimal import Decimal

import pytest

from accounts.tests.factories import StaffFactory
from orders.consistency import inconsistencies
from orders.late_invoice import NoInvoice, make_invoice
from orders.models import Order
from orders.tests.invoices import come_back, numbers, paid, sent
from orders.tests.seller import sells
from shop.tests.pages import browser, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _open():
    sells()


def without_invoice():
    """An order that was paid and partly taken back while the shop did not say where it is."""
    paid("first")
    sells(city="")
    order = sent("late", quantity=3)
    come_back(order)
    sells()
    return Order.objects.get(pk=order.pk)


def test_it_is_made_later_with_the_credit_notes_of_what_came_back():
    order, owner = without_invoice(), StaffFactory()
    assert [line for line in inconsistencies() if order.number in line]
    make_invoice(order, by=owner)
    invoice, note = order.invoices.all()
    assert (invoice.number, note.number, note.corrects) == ("INV-000002", "CN-000001", "INV-000002")
    assert order.paid_at < invoice.issued_at <= note.issued_at
    assert (invoice.total_amount, note.total_amount) == (Decimal("207.00"), Decimal("69.00"))
    assert list(inconsistencies()) == []
    make_invoice(order, by=owner)
    assert numbers() == ["INV-000001", "INV-000002", "CN-000001"]


def pending(order):
    Order.objects.filter(pk=order.pk).update(status="pending", paid_at=None, dispatched_at=None)


def without_rate(order):
    Order.objects.filter(pk=order.pk).update(vat_rate=None, vat_amount=None)


def without_name(order):
    Order.objects.filter(pk=order.pk).update(name="")


def without_seller(order):
    sells(city="")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (pending, "not paid"),
        (without_rate, "no VAT rate"),
        (without_name, "address is erased"),
        (without_seller, "seller"),
    ],
)
def test_where_it_cannot_be_made_it_takes_no_number_and_says_why(change, why):
    order = without_invoice()
    change(order)
    with pytest.raises(NoInvoice, match=why):
        make_invoice(order, by=StaffFactory())
    assert numbers() == ["INV-000001"]


def test_staff_make_it_by_a_button_of_the_order():
    order, client = without_invoice(), browser(StaffFactory())
    page = f"/admin/orders/order/{order.pk}/change/"
    assert "Make the missing invoice" in words(client.get(page), ".verbs")
    data = {"action": "make_invoice", "_selected_action": order.pk, "next": page}
    assert f"There is an invoice: {order.number}." in words(client.post("/admin/orders/order/", data, follow=True))
    assert "Make the missing invoice" not in words(client.get(page), ".verbs")
    sells(city="")
    other = sent("other")
    refused = client.post("/admin/orders/order/", data | {"_selected_action": other.pk}, follow=True)
    assert f"{other.number} has no invoice: the business data lack" in words(refused)
