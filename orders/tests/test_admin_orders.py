"""Staff read orders and change them by the model's verbs."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order, Status
from orders.tests.factories import place
from shop.tests.pages import attribute, elements, words
from shop.tests.staff_forms import history

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
    assert words(question, "h1") == f"Cancel order {order.number}?"
    assert order.number in words(question, "#content > ul")
    assert "3 × Halm" in words(question, "#content > ul")
    assert attribute(question, ".verbs a", "href") == reverse("admin:orders_order_change", args=[order.pk])
    order.refresh_from_db()
    assert order.status == Status.PENDING
    act(client, "cancel", order, confirmed="1")
    order.refresh_from_db()
    product.refresh_from_db()
    assert (order.status, product.stock) == (Status.CANCELLED, 4)


def test_cancel_of_several_asks_for_all_of_them(client, staff):
    orders = [place(), place(key="other")]
    question = act(client, "cancel", *orders)
    assert words(question, "h1") == "Cancel these orders?"
    assert [one.number in words(question, "#content > ul") for one in orders] == [True, True]
    assert attribute(question, ".verbs a", "href") == reverse("admin:orders_order_changelist")


@pytest.mark.parametrize("answered", [{}, {"confirmed": "1"}, {"confirmed": "1", "select_across": "1"}])
def test_more_orders_than_one_question_holds_are_not_cancelled(client, staff, monkeypatch, answered):
    monkeypatch.setattr("orders.admin.verbs.MOST_CANCELLED", 1)
    answer = act(client, "cancel", place(), place(key="other"), **answered)
    assert "At most 1 orders can be cancelled at once." in words(answer, ".messagelist")
    assert set(Order.objects.values_list("status", flat=True)) == {Status.PENDING}


def test_what_staff_do_with_an_order_is_in_its_history(client, staff):
    with time_machine.travel(datetime(2026, 11, 27, 12, 30, tzinfo=UTC), tick=False):
        order, cancelled = place(), place(key="other")
        for verb in ("pay", "dispatch_orders", "dispatch_orders"):
            act(client, verb, order)
        act(client, "cancel", cancelled, confirmed="1")
    dispatched, paid = sorted(history(client, order))
    assert dispatched == "Changed dispatched at. Dispatched at: nothing → 27 November 2026, 13:30"
    assert paid == "Changed status. Status: Waiting for payment → Paid"
    assert history(client, cancelled) == ["Changed status. Status: Waiting for payment → Cancelled"]
    assert "Статус: Ждёт оплаты → Отменён" in history(client, cancelled, "/ru")[0]


def test_an_order_that_was_moved_by_another_is_not_in_the_log(client, staff):
    order = place()
    order.pay(by=order.user)
    act(client, "pay", order)
    assert history(client, order) == []


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
    assert elements(client.get(address), '[name="total_amount"], [name="name"]') == []
    client.post(address, {"status": "paid", "total_amount": "1", "name": "Somebody else"})
    before = (order.status, order.total_amount, order.name)
    order.refresh_from_db()
    assert (order.status, order.total_amount, order.name) == before
    assert client.get(reverse("admin:orders_order_add")).status_code == 403
    assert client.post(reverse("admin:orders_order_delete", args=[order.pk])).status_code == 403


def test_a_post_to_the_page_of_an_order_writes_nothing(client, staff):
    order = place()
    with CaptureQueriesContext(connection) as asked:
        client.post(reverse("admin:orders_order_change", args=[order.pk]), {"status": "paid"})
    assert [one["sql"] for one in asked if one["sql"].startswith('UPDATE "orders"')] == []


def test_the_list_asks_the_same_queries_for_one_order_and_for_ten(client, staff, django_assert_num_queries):
    place(key="first")
    address = reverse("admin:orders_order_changelist")
    client.get(address)
    # session, user, count, rows with their users, their lines
    with django_assert_num_queries(5):
        client.get(address)
    for n in range(9):
        place(key=str(n))
    with django_assert_num_queries(5):
        client.get(address)


def test_an_order_that_can_no_longer_be_paid_is_said_to_be_cancelled(client, staff):
    order = place()
    with time_machine.travel(order.expires_at):
        answer = act(client, "pay", order)
    order.refresh_from_db()
    assert order.status == Status.CANCELLED
    assert f"these were cancelled and their stock returned: {order.number}" in words(answer)
