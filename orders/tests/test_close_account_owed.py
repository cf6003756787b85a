"""Closing an account with a paid, undispatched order: its delivery address is kept until it is dispatched."""

from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from orders.account_closure import close_account
from orders.consistency import inconsistencies
from orders.models import InvalidTransition, Order
from orders.tests.factories import DELIVERY, place
from orders.tests.test_close_account import PERSONAL, address_of
from shop.tests.pages import browser, said, words

pytestmark = pytest.mark.django_db

THERE = [DELIVERY[name] for name in PERSONAL]
NOTHING = [""] * 5
KEPT = "The name, phone and address of a paid order are kept until it is dispatched, then erased."


@pytest.fixture
def anna():
    return UserFactory()


def paid(user, key="key"):
    order = place(user, key=key)
    order.pay(by=user)
    return order


def test_the_address_stays_until_dispatch_and_goes_then(anna):
    order = paid(anna)
    close_account(user=anna)
    assert address_of(order) == THERE
    staff = StaffFactory(is_superuser=True)
    page = browser(staff).get(reverse("admin:orders_order_change", args=[order.pk]))
    assert "Kastanjegatan 12" in words(page)
    order.dispatch(by=staff)
    assert [getattr(order, name) for name in PERSONAL] == NOTHING
    assert address_of(order) == NOTHING
    assert order.country == "SE"
    assert list(inconsistencies()) == []


def test_the_address_of_an_open_account_stays_after_dispatch(anna):
    order = paid(anna)
    order.dispatch(by=StaffFactory())
    assert address_of(order) == THERE
    # Nor is a member of staff's lock of an account its end.
    User.objects.filter(pk=anna.pk).update(is_active=False)
    other = paid(anna, key="other")
    other.dispatch(by=StaffFactory())
    assert address_of(other) == THERE


def test_a_dispatch_that_fails_erases_nothing(anna, monkeypatch):
    order = paid(anna)
    close_account(user=anna)
    monkeypatch.setattr("orders.models.OrderEvent.save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        order.dispatch(by=StaffFactory())
    assert address_of(order) == THERE
    assert order.dispatched_at is None


def test_only_what_is_owed_keeps_it(anna):
    owed, sent, pending = paid(anna, "owed"), paid(anna, "sent"), place(anna, key="pending")
    sent.dispatch(by=StaffFactory())
    assert close_account(user=anna) == [owed]
    assert [address_of(order) for order in (owed, sent, pending)] == [THERE, NOTHING, NOTHING]
    with pytest.raises(InvalidTransition):
        Order.objects.get(pk=pending.pk).pay(by=None)


def test_the_page_of_the_account_asks_for_little(anna, django_assert_num_queries):
    client = browser(anna)
    for key in ("one", "two"):
        paid(anna, key)
    # 1 the session, 2 the user, 3 the cart in the header, 4 what is owed
    with django_assert_num_queries(4):
        client.get("/account/")


def close(client, prefix=""):
    return client.post(f"{prefix}/account/delete/", {"password": PASSWORD})


def test_the_page_says_so_before_and_after(anna):
    client = browser(anna)
    first, second = paid(anna, "first"), paid(anna, "second")
    before = words(client.get("/account/"))
    assert f"Paid orders still to be dispatched: {first.number} , {second.number} . {KEPT}" in before
    close(client)
    after = f"Paid orders still to be dispatched: {first.number}, {second.number}. {KEPT}"
    assert said(client.get("/")) == ["Your account is closed.", after]


def test_the_page_says_so_in_russian(anna):
    client = browser(anna)
    order = paid(anna)
    assert f"Оплаченные заказы, которые ещё не отправлены: {order.number} ." in words(client.get("/ru/account/"))
    close(client, "/ru")
    assert f"Оплаченные заказы, которые ещё не отправлены: {order.number}. Имя" in said(client.get("/ru/"))[1]


def test_without_a_parcel_the_page_says_nothing_of_one(anna):
    client = browser(anna)
    place(anna)
    assert "still to be dispatched" not in words(client.get("/account/"))
    close(client)
    assert said(client.get("/")) == ["Your account is closed."]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_parcel_that_leaves_while_the_account_closes_keeps_no_address(anna, monkeypatch):
    order, staff = paid(anna), StaffFactory()

    def dispatch():
        try:
            Order.objects.get(pk=order.pk).dispatch(by=staff)
        finally:
            connection.close()

    leaving = Thread(target=dispatch)
    set_unusable_password = User.set_unusable_password

    def dispatched_meanwhile(user):
        leaving.start()
        # Without the lock on the order it has left by then, and nobody erases where it went.
        leaving.join(0.5)
        set_unusable_password(user)

    monkeypatch.setattr(User, "set_unusable_password", dispatched_meanwhile)
    close_account(user=anna)
    leaving.join()
    assert address_of(order) == NOTHING
    assert order.dispatched_at
