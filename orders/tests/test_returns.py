"""A dispatched order comes back, in parts or whole: at most what was sold, and it stays paid."""

from decimal import Decimal

import pytest

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import InvalidTransition, MoreThanSold, OrderReturn, Status, WrongLines
from orders.tests.factories import place
from shop.tests.pages import browser, words

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.fixture
def staff():
    return StaffFactory()


@pytest.fixture
def order(staff):
    """Dispatched: three of one shade and three of another."""
    order = place(UserFactory(), ProductFactory(stock=10, price=69), ProductFactory(stock=10, price=20), quantity=3)
    order.pay(by=order.user)
    order.dispatch(by=staff)
    return order


def stock_of(order):
    return [line.product.stock for line in order.items.select_related("product")]


def test_what_comes_back_is_written_line_by_line_and_the_order_stays_paid(order, staff):
    drum, ring = order.items.all()
    order.take_back({drum.pk: 2, ring.pk: 1}, restocked={drum.pk}, by=staff)
    order.refresh_from_db()
    assert order.status == Status.PAID
    rows = OrderReturn.objects.values_list("number", "line", "quantity", "is_restocked", "amount", "by")
    number = f"{order.number}/1"
    assert list(rows) == [
        (number, drum.pk, 2, True, Decimal(138), staff.pk),
        (number, ring.pk, 1, False, Decimal(20), staff.pk),
    ]
    last = order.events.last()
    assert (last.from_status, last.to_status, last.return_number, str(last)) == ("paid", "paid", number, "Came back")
    assert list(inconsistencies()) == []


def test_only_what_can_be_sold_again_goes_into_stock_and_the_ledger_names_the_return(order, staff):
    drum, ring = order.items.all()
    assert stock_of(order) == [7, 7]
    order.take_back({drum.pk: 2, ring.pk: 1}, restocked={drum.pk}, by=staff)
    order.take_back({drum.pk: 1}, restocked={drum.pk}, by=staff)
    assert stock_of(order) == [10, 7]
    ledger = drum.product.movements.filter(reason="returned").order_by("pk")
    assert list(ledger.values_list("delta", "order_number", "return_number", "staff_member")) == [
        (2, order.number, f"{order.number}/1", staff.pk),
        (1, order.number, f"{order.number}/2", staff.pk),
    ]
    assert list(inconsistencies()) == []


def test_more_than_was_sold_does_not_come_back_and_nothing_is_changed(order, staff):
    drum, ring = order.items.all()
    order.take_back({drum.pk: 2}, restocked={drum.pk}, by=staff)
    with pytest.raises(MoreThanSold) as refusal:
        order.take_back({ring.pk: 1, drum.pk: 2}, restocked={drum.pk, ring.pk}, by=staff)
    assert refusal.value.args == (drum.product_name, 1)
    assert OrderReturn.objects.count() == 1
    assert order.events.exclude(return_number="").count() == 1
    assert stock_of(order) == [9, 7]


def test_no_line_or_one_of_another_order_does_not_come_back_and_nothing_is_changed(order, staff):
    drum, foreign = order.items.first(), place(UserFactory()).items.get()
    for quantities in ({}, {foreign.pk: 1}, {drum.pk: 1, foreign.pk: 1}):
        with pytest.raises(WrongLines):
            order.take_back(quantities, restocked=quantities, by=staff)
    assert not OrderReturn.objects.exists()
    assert not order.events.exclude(return_number="").exists()
    assert stock_of(order) == [7, 7]


def test_the_same_form_takes_back_once(order, staff):
    drum = order.items.first()
    first = order.take_back({drum.pk: 1}, restocked={drum.pk}, by=staff, form_key="key")
    assert len(first) == 1
    assert order.take_back({drum.pk: 1}, restocked={drum.pk}, by=staff, form_key="key") == []
    assert stock_of(order) == [8, 7]


@pytest.mark.parametrize("step", ["pending", "paid", "cancelled"])
def test_what_was_not_dispatched_does_not_come_back(staff, step):
    order = place(UserFactory())
    if step == "paid":
        order.pay(by=order.user)
    elif step == "cancelled":
        order.cancel(by=order.user)
    with pytest.raises(InvalidTransition):
        order.take_back({order.items.get().pk: 1}, restocked=(), by=staff)


def test_the_shopper_sees_what_came_back(order, staff):
    page = browser(order.user).get(order.get_absolute_url())
    assert "Came back" not in words(page)
    drum = order.items.first()
    order.take_back({drum.pk: 2}, restocked=(), by=staff)
    page = browser(order.user).get(order.get_absolute_url())
    assert words(page, "[aria-labelledby=came-back] li").endswith(f"2 × {drum.product_name} , €138.00")
    assert "Shades of this order came back to us." in words(page)


def test_an_order_that_is_all_back_is_no_longer_on_its_way(order, staff):
    drum, ring = order.items.all()
    client = browser(order.user)
    pages = ("/orders/", order.get_absolute_url(), f"/ru{order.get_absolute_url()}")
    order.take_back({drum.pk: 3, ring.pk: 2}, restocked=(), by=staff)
    assert [words(client.get(page), ".badge") for page in pages[:2]] == ["Paid and on its way"] * 2
    order.take_back({ring.pk: 1}, restocked=(), by=staff)
    said = ["All of it came back", "All of it came back", "Всё возвращено"]
    assert [words(client.get(page), ".badge") for page in pages] == said
