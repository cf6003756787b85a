"""Staff read orders and move them by the verbs of the model."""

import pytest
import time_machine
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order, Status
from orders.tests.factories import place
from shop.tests.pages import elements, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = StaffFactory()
    client.force_login(user)
    return user


def act(client, action, *orders, **more):
    data = {"action": action, "_selected_action": [order.pk for order in orders]} | more
    return client.post(reverse("admin:orders_order_changelist"), data, follow=True)


def test_pay_and_dispatch_are_actions_that_leave_their_events(client, staff):
    order = place()
    act(client, "pay", order)
    act(client, "dispatch_orders", order)
    order.refresh_from_db()
    assert order.status == Status.PAID
    assert order.dispatched_at
    assert [(event.to_status, event.by) for event in order.events.all()][1:] == [("paid", staff), ("paid", staff)]


def test_a_telephone_is_shown_as_it_is_written_abroad(client, staff):
    order = place()
    for stored, shown in (("+46701234567;ext=8", "+46 70 123 45 67, extension 8"), ("070-12", "070-12")):
        Order.objects.update(phone=stored)
        assert shown in words(client.get(f"/admin/orders/order/{order.pk}/change/"))


def test_cancel_asks_and_then_returns_the_stock(client, staff):
    product = ProductFactory(stock=4, name_en="Halm")
    order = place(None, product, quantity=3)
    question = act(client, "cancel", order)
    assert "Cancel these orders?" in words(question, "h1")
    assert order.number in words(question, "#content > ul")
    assert "3 × Halm" in words(question, "#content > ul")
    order.refresh_from_db()
    assert order.status == Status.PENDING
    act(client, "cancel", order, confirmed="1")
    order.refresh_from_db()
    product.refresh_from_db()
    assert (order.status, product.stock) == (Status.CANCELLED, 4)


def test_an_order_in_another_state_is_named_and_left(client, staff):
    paid, pending = place(), place(key="other")
    paid.pay(by=paid.user)
    answer = act(client, "cancel", paid, pending, confirmed="1")
    assert paid.number in words(answer, ".messagelist")
    paid.refresh_from_db()
    pending.refresh_from_db()
    assert (paid.status, pending.status) == ("paid", "cancelled")


def test_no_field_of_an_order_can_be_typed_over(client, staff):
    order = place()
    address = reverse("admin:orders_order_change", args=[order.pk])
    assert elements(client.get(address), '[name="total_amount"], [name="_save"]') == []
    client.post(address, {"status": "paid", "total_amount": "1", "name": "Somebody else"})
    before = (order.status, order.total_amount, order.name)
    order.refresh_from_db()
    assert (order.status, order.total_amount, order.name) == before
    assert client.get(reverse("admin:orders_order_add")).status_code == 403
    assert client.post(reverse("admin:orders_order_delete", args=[order.pk])).status_code == 403


def test_the_list_asks_the_same_queries_for_one_order_and_for_ten(client, staff, django_assert_num_queries):
    place(key="first")
    address = reverse("admin:orders_order_changelist")
    client.get(address)
    # session, user, count (twice: of the search and of all), rows with their users, bounds of the dates
    with django_assert_num_queries(7):
        client.get(address)
    for n in range(9):
        place(key=str(n))
    with django_assert_num_queries(7):
        client.get(address)


def test_an_order_that_can_no_longer_be_paid_is_said_to_be_cancelled(client, staff):
    order = place()
    with time_machine.travel(order.expires_at):
        answer = act(client, "pay", order)
    order.refresh_from_db()
    assert order.status == Status.CANCELLED
    assert f"these are cancelled now, and their stock is back: {order.number}" in words(answer)
