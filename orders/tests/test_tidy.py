"""The scheduled work: cancels unpaid orders, deletes old carts and sessions, and is safe to run twice."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import StockMovement, UploadedTable
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import InvalidTransition, Order
from orders.tests.factories import place
from shop.models import TaskRun

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def run():
    output = StringIO()
    call_command("tidy", stdout=output)
    return output.getvalue().strip()


def test_what_was_not_paid_in_time_is_cancelled_once():
    product = ProductFactory(stock=10)
    with time_machine.travel(timedelta(hours=-1)):
        overdue, paid = (place(None, product, quantity=2) for _ in range(2))
        paid.pay(by=paid.user)
    fresh = place(None, product, quantity=2)
    assert run() == "cancelled 1 orders, dropped 0 cart lines and 0 sessions"
    assert run() == "cancelled 0 orders, dropped 0 cart lines and 0 sessions"
    states = [Order.objects.get(pk=order.pk).status for order in (overdue, fresh, paid)]
    assert states == ["cancelled", "pending", "paid"]
    product.refresh_from_db()
    assert product.stock == 6
    assert overdue.events.last().by is None
    assert list(inconsistencies()) == []


@pytest.mark.parametrize(("late", "cancelled"), [(timedelta(microseconds=-1), 0), (timedelta(0), 1)])
def test_an_order_is_overdue_at_its_deadline_and_not_before(late, cancelled):
    with time_machine.travel(place().expires_at + late, tick=False):
        assert tidy().orders == cancelled


def test_an_order_paid_beside_it_is_left_alone(monkeypatch):
    with time_machine.travel(timedelta(hours=-1)):
        slow, other = place(), place()
    cancel = Order.cancel

    def paid_at_this_moment(order, *, by):
        if order.pk == slow.pk:
            raise InvalidTransition
        cancel(order, by=by)

    monkeypatch.setattr(Order, "cancel", paid_at_this_moment)
    assert tidy().orders == 1
    assert Order.objects.get(pk=other.pk).is_cancelled


def test_guest_carts_are_dropped_whole_14_days_after_their_last_change():
    now = timezone.now()
    for token, ages in {"old": (15, 20), "alive": (20, 13), "fresh": (0,)}.items():
        for days in ages:
            CartItemFactory(token=token, updated_at=now - timedelta(days=days))
    CartItemFactory(user=UserFactory(), updated_at=now - timedelta(days=400))
    assert run() == "cancelled 0 orders, dropped 2 cart lines and 0 sessions"
    assert set(CartItem.objects.values_list("token", flat=True)) == {"alive", "fresh", None}
    assert CartItem.objects.count() == 4
    assert tidy().cart_lines == 0


def test_old_sessions_are_dropped():
    now = timezone.now()
    for key, days in (("old", -1), ("alive", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    assert run() == "cancelled 0 orders, dropped 0 cart lines and 1 sessions"
    assert Session.objects.get().session_key == "alive"


def poisoned(order):
    """The stock that its cancelling returns has a movement already, so the ledger refuses another."""
    item = order.items.get()
    StockMovement.objects.create(
        product_id=item.product_id, delta=item.quantity, reason="cancellation", order_number=order.number
    )
    return order


def test_an_order_that_cannot_be_cancelled_is_logged_and_the_others_are_done(caplog):
    now = timezone.now()
    with time_machine.travel(timedelta(hours=-1)):
        first, bad, last = place(), poisoned(place()), place()
    CartItemFactory(token="old", updated_at=now - timedelta(days=15))
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    assert run() == "cancelled 2 orders, dropped 1 cart lines and 1 sessions"
    states = [Order.objects.get(pk=order.pk).status for order in (first, bad, last)]
    assert states == ["cancelled", "pending", "cancelled"]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert bad.number in caplog.text
    assert "IntegrityError" in caplog.text


TASKS = {
    "overdue orders": "orders.housekeeping.cancel_overdue",
    "addresses of old orders": "orders.housekeeping.erase_addresses",
    "old guest carts": "cart.models.CartItemQuerySet.abandoned",
    "counts of shades": "orders.housekeeping.fold_kinds",
    "changes of what pages show": "orders.housekeeping.fold_changes",
    "old counts of attempts": "orders.housekeeping.forget_old_counts",
    "tables of shades that were uploaded": "catalog.models.UploadedTable.objects.forget_old",
    "unused photographs": "orders.housekeeping.sweep",
    "buyers of old invoices": "orders.housekeeping.erase_old_buyers",
}


@pytest.mark.parametrize("name", TASKS)
def test_a_task_that_fails_is_named_in_the_log_and_the_others_are_done(name, monkeypatch, caplog):
    def fails(*args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(TASKS[name], fails)
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    assert run() == "cancelled 0 orders, dropped 0 cart lines and 1 sessions"
    assert [record.getMessage() for record in caplog.records] == [
        f"tidy: {name} failed, and the rest is done without it"
    ]
    assert "a fault of ours" in caplog.text
    assert TaskRun.objects.get(name="tidy").failures == 1


def test_tables_of_shades_that_were_uploaded_go_after_a_day():
    old, fresh = (UploadedTable.objects.create(staff_member=UserFactory(), content=b"sku") for _ in range(2))
    UploadedTable.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=25))
    run()
    assert list(UploadedTable.objects.all()) == [fresh]
