"""Faults of what came back."""

from datetime import timedelta

import pytest
from django.db.models import F

from accounts.tests.factories import StaffFactory
from catalog.models import StockMovement
from orders.consistency import inconsistencies
from orders.models import OrderEvent, OrderReturn
from orders.tests.check_shop.named import assert_named
from shop.tests.constraints import without


@pytest.fixture
def returned(shop):
    """The shop, whose dispatched order came back: one of two shades, to be sold again."""
    staff = StaffFactory()
    shop.sent.refresh_from_db()
    shop.sent.take_back({shop.sent.items.get().pk: 1}, restocked={shop.sent.items.get().pk}, by=staff)
    return shop


def rows(**values):
    return lambda shop: OrderReturn.objects.update(**values)


def movements(**values):
    return lambda shop: StockMovement.objects.filter(reason="returned").update(**values)


def without_rule(rule, **values):
    def plant(shop):
        with without("order_returns", rule):
            OrderReturn.objects.update(**values)

    return plant


PLANTED = {
    "more than was sold": (rows(quantity=3, amount=207), "order {sent}: 3 of DRUM came back, and 2 were sold"),
    "another amount": (rows(amount="68.99"), "return {sent}/1: its amount is 68.99, its shades were sold for 69.00"),
    "a line of another order": (
        lambda shop: OrderReturn.objects.update(line=shop.paid.items.get()),
        "return {sent}/1: its line is one of another order",
    ),
    "of an order that was not dispatched": (
        lambda shop: OrderReturn.objects.update(order=shop.paid),
        "return {sent}/1: its order was not dispatched",
    ),
    "before it was dispatched": (
        rows(created_at=F("created_at") - timedelta(days=1)),
        "return {sent}/1: it came back before it was dispatched",
    ),
    "a number of another order": (rows(number="K7QF-2M9D/1"), "return K7QF-2M9D/1: its number is not of its order"),
    "without an event": (
        lambda shop: OrderEvent.objects.exclude(return_number="").delete(),
        "return {sent}/1: its order has no event of it",
    ),
    "at another time than its event": (
        rows(created_at=F("created_at") + timedelta(seconds=1)),
        "return {sent}/1: its order has no event of it",
    ),
    "an event alone": (
        lambda shop: OrderReturn.objects.all().delete(),
        "order {sent}: an event says that {sent}/1 came back, and nothing did",
    ),
    "an event that takes the place of the dispatch": (
        lambda shop: OrderEvent.objects.exclude(return_number="").update(return_number=""),
        "order {sent}: it is 'paid', and its events are 1 × placed, 1 × paid, 0 × cancelled, 2 × dispatched",
    ),
    "stock that did not go back": (
        lambda shop: StockMovement.objects.filter(reason="returned").delete(),
        "return {sent}/1: DRUM and the stock that went back differ",
    ),
    "too much stock went back": (movements(delta=2), "return {sent}/1: DRUM and the stock that went back differ"),
    "stock of what was not to be sold again": (
        rows(is_restocked=False),
        "(return {sent}/1, product DRUM): nothing came back",
    ),
    "a movement that takes": (movements(delta=-1), "a returned of -1 has the wrong sign"),
    "none": (without_rule("order_returns_quantity_above_zero", quantity=0), "breaks order_returns_quantity_above_zero"),
    "for nothing": (
        without_rule("order_returns_amount_above_zero", amount=0),
        "breaks order_returns_amount_above_zero",
    ),
    "without a number": (without_rule("order_returns_number_filled", number=""), "breaks order_returns_number_filled"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_named(returned, name):
    plant, named = PLANTED[name]
    plant(returned)
    assert_named(named.format(**vars(returned)))


def test_a_shop_with_a_return_has_no_faults(returned):
    assert list(inconsistencies()) == []
