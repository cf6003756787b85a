"""Constraints of orders, their lines and events."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F, ProtectedError
from django.utils import timezone

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order, OrderEvent, OrderItem, OrderReturn
from orders.tests.factories import place
from shop.tests.constraints import constraints_of, refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

NOW = timezone.now()
ORDERS = [
    ("orders_total_above_zero", {"total_amount": 0}),
    ("orders_total_fits", {"total_amount": Decimal("100000000.00")}),
    ("orders_vat_rate_in_range", {"vat_rate": -1, "vat_amount": Decimal("-0.69")}),
    ("orders_vat_contained", {"vat_rate": 19, "vat_amount": Decimal("11.03")}),
    ("orders_vat_has_rate", {"vat_rate": 19}),
    ("orders_vat_has_rate", {"vat_amount": Decimal("11.02")}),
    ("orders_currency_known", {"currency": "USD"}),
    ("orders_status_known", {"status": "lost"}),
    ("orders_paid_has_time", {"status": "paid"}),
    ("orders_paid_has_time", {"paid_at": NOW}),
    ("orders_cancelled_has_time", {"status": "cancelled"}),
    ("orders_cancelled_has_time", {"cancelled_at": NOW}),
    ("orders_dispatched_is_paid", {"dispatched_at": NOW}),
    ("orders_dispatched_is_paid", {"dispatched_at": NOW, "status": "cancelled", "cancelled_at": NOW}),
    ("orders_expires_later", {"expires_at": F("created_at")}),
    ("orders_payment_known", {"payment": "card"}),
    ("orders_grace_of_transfers", {"grace": timedelta(days=1)}),
    ("orders_grace_of_transfers", {"payment": "transfer", "grace": timedelta(seconds=-1)}),
]
ITEMS = [
    ("order_items_quantity_in_range", {"quantity": 0}),
    ("order_items_quantity_in_range", {"quantity": 100}),
    ("order_items_price_above_zero", {"product_price": 0}),
    ("order_items_price_fits", {"product_price": Decimal("100000000.00")}),
    ("order_items_name_filled", {"product_name": ""}),
]
RETURNS = [
    ("order_returns_number_filled", {"number": ""}),
    ("order_returns_quantity_above_zero", {"quantity": 0}),
    ("order_returns_amount_above_zero", {"amount": 0}),
    ("order_returns_amount_fits", {"amount": Decimal("100000000.00")}),
]


def test_every_constraint_is_tested_here():
    unique = {"orders_number_unique", "orders_user_checkout_key_unique", "order_items_order_product_unique"}
    unique |= {"order_returns_number_line_unique", "order_returns_once_per_form"}
    tested = {name for name, _ in ORDERS + ITEMS + RETURNS} | unique
    tested |= {"order_events_step_known", "order_events_return_of_paid"}
    of_invoices = {name for name in constraints_of("orders") if name.startswith("invoices_")}  # test_invoices.py
    assert tested == constraints_of("orders") - of_invoices


@pytest.mark.parametrize(("name", "change"), ORDERS)
def test_an_order_keeps_its_rules(name, change):
    place()
    with refused_by(name):
        Order.objects.update(**change)


@pytest.mark.parametrize(("name", "change"), ITEMS)
def test_a_line_keeps_its_rules(name, change):
    place()
    with refused_by(name):
        OrderItem.objects.update(**change)


@pytest.fixture
def returned():
    """What came back of an order: one row."""
    order = place()
    order.pay(by=order.user)
    order.dispatch(by=order.user)
    (row,) = order.take_back({order.items.get().pk: 1}, restocked=(), by=order.user, form_key="key")
    return row


@pytest.mark.parametrize(("name", "change"), RETURNS)
def test_a_return_keeps_its_rules(returned, name, change):
    with refused_by(name):
        OrderReturn.objects.update(**change)


@pytest.mark.parametrize(
    ("name", "fields", "columns"),
    [
        ("order_returns_number_line_unique", {"form_key": "other"}, "order_returns.number, order_returns.line_id"),
        ("order_returns_once_per_form", {"number": "other"}, "order_returns.form_key, order_returns.line_id"),
    ],
)
def test_a_line_comes_back_once_in_a_return_and_by_a_form(returned, name, fields, columns):
    for field, value in fields.items():
        setattr(returned, field, value)
    returned.pk = None
    with refused_by(name, columns=columns):
        returned.save(force_insert=True)


def test_only_a_paid_order_has_an_event_of_a_return(returned):
    with refused_by("order_events_return_of_paid"):
        OrderEvent.objects.filter(from_status="").update(return_number="K7QF-2M9D/1")


def test_a_number_is_of_one_order():
    first, second = place(), place()
    with refused_by("orders_number_unique", columns="orders.number"):
        Order.objects.filter(pk=second.pk).update(number=first.number)


def test_a_checkout_key_makes_one_order_of_a_user():
    user = UserFactory()
    place(user, key="one")
    second = place(user, key="two")
    place(key="one")
    with refused_by("orders_user_checkout_key_unique", columns="orders.user_id, orders.checkout_key"):
        Order.objects.filter(pk=second.pk).update(checkout_key="one")


def test_an_order_has_a_shade_once():
    item = place().items.get()
    item.pk = None
    with refused_by("order_items_order_product_unique", columns="order_items.order_id, order_items.product_id"):
        OrderItem.objects.bulk_create([item])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *[("", "paid"), ("", "cancelled"), ("pending", "pending"), ("paid", "cancelled"), ("paid", "pending")],
        *[("cancelled", "pending"), ("cancelled", "cancelled"), ("pending", "lost")],
    ],
)
def test_no_other_step_is_written_down(before, after):
    order = place()
    with refused_by("order_events_step_known"):
        OrderEvent.objects.bulk_create([OrderEvent(order=order, from_status=before, to_status=after)])


def test_a_shade_that_was_ever_sold_cannot_be_deleted():
    product = ProductFactory()
    order = place(None, product)
    order.cancel(by=None)
    with pytest.raises(ProtectedError):
        product.delete()


def test_who_has_ordered_cannot_be_deleted():
    order = place()
    with pytest.raises(ProtectedError):
        order.user.delete()
