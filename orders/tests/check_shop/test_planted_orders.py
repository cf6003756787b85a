"""Faults of orders and of their stock."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from catalog.models import StockMovement
from orders.consistency import inconsistencies
from orders.models import OrderEvent
from orders.tests.check_shop.named import assert_named
from shop.tests.constraints import without

NOW, DAY = timezone.now(), timedelta(days=1)


def events(order, **fields):
    return OrderEvent.objects.filter(order=order, **fields)


def movements(order, **fields):
    return StockMovement.objects.filter(order_number=order.number, **fields)


def move(shop, **fields):
    StockMovement.objects.create(product=shop.shade, **fields)
    shop.shades.update(stock=F("stock") + fields["delta"])


def without_rule(rule, **values):
    """Plants values in the pending order that a constraint refuses."""

    def plant(shop):
        with without("orders", rule):
            shop.of(shop.pending).update(**values)

    return plant


PLANTED = {
    # Lines and totals
    "a wrong total": (
        lambda shop: shop.of(shop.pending).update(total_amount="137.99"),
        "order {pending}: its total is 137.99, its lines sum to 138.00",
    ),
    "a total that is a cent too large": (
        lambda shop: shop.of(shop.sent).update(total_amount="138.01"),
        "order {sent}: its total is 138.01, its lines sum to 138.00",
    ),
    "a price changed after the sale": (
        lambda shop: shop.paid.items.update(product_price="70.00"),
        "order {paid}: its total is 138.00, its lines sum to 140.00",
    ),
    "a search text of before": (
        lambda shop: shop.of(shop.sent).update(search_text="anna"),
        "order {sent}: its search text is not that of its data; run manage.py refresh_search",
    ),
    "an order without lines": (lambda shop: shop.pending.items.all().delete(), "order {pending}: it has no lines"),
    "a total of zero": (without_rule("orders_total_above_zero", total_amount=0), "breaks orders_total_above_zero"),
    "an unknown status": (without_rule("orders_status_known", status="lost"), "breaks orders_status_known"),
    # Status, events and times
    "paid without an event": (
        lambda shop: shop.of(shop.pending).update(status="paid", paid_at=timezone.now()),
        "order {pending}: it is 'paid', and its events are 1 × placed, 0 × paid, 0 × cancelled, 0 × dispatched",
    ),
    "paid twice": (
        lambda shop: events(shop.paid).create(order=shop.paid, from_status="pending", to_status="paid"),
        "order {paid}: it is 'paid', and its events are 1 × placed, 2 × paid, 0 × cancelled, 0 × dispatched",
    ),
    "paid and cancelled": (
        lambda shop: events(shop.paid).create(order=shop.paid, from_status="pending", to_status="cancelled"),
        "order {paid}: an event leaves 'pending' while it was 'paid'",
    ),
    "never placed": (
        lambda shop: events(shop.pending).delete(),
        "order {pending}: it is 'pending', and its events are 0 × placed, 0 × paid, 0 × cancelled, 0 × dispatched",
    ),
    "dispatched without an event": (
        lambda shop: shop.of(shop.paid).update(dispatched_at=timezone.now()),
        "order {paid}: it is 'paid', and its events are 1 × placed, 1 × paid, 0 × cancelled, 0 × dispatched",
    ),
    "dispatched twice": (
        lambda shop: events(shop.sent).create(order=shop.sent, from_status="paid", to_status="paid"),
        "order {sent}: it is 'paid', and its events are 1 × placed, 1 × paid, 0 × cancelled, 2 × dispatched",
    ),
    "an unknown step": (
        lambda shop: _with_step(shop, from_status="cancelled", to_status="pending"),
        "breaks order_events_step_known",
    ),
    "events in the wrong order": (
        lambda shop: events(shop.paid, from_status="").update(created_at=timezone.now() + timedelta(minutes=1)),
        "order {paid}: an event is older than the last",
    ),
    "an event before its order": (
        lambda shop: events(shop.pending).update(created_at=NOW - DAY),
        "order {pending}: an event is older than the order",
    ),
    "an order in the future": (
        lambda shop: shop.of(shop.pending).update(created_at=NOW + DAY, expires_at=NOW + 2 * DAY),
        "row {pending.pk} of orders: created_at is in the future",
    ),
    "an event in the future": (
        lambda shop: events(shop.pending).update(created_at=NOW + DAY),
        "of order_events: created_at is in the future",
    ),
    "paid before it was placed": (
        lambda shop: shop.of(shop.paid).update(paid_at=F("created_at") - DAY),
        "order {paid}: it was paid before it was placed",
    ),
    "paid after the deadline": (
        lambda shop: shop.of(shop.paid).update(paid_at=F("expires_at") + timedelta(seconds=1)),
        "order {paid}: it was paid after its deadline",
    ),
    "a transfer paid after its grace": (
        lambda shop: shop.of(shop.paid).update(
            payment="transfer", grace=2 * DAY, paid_at=F("expires_at") + 2 * DAY + timedelta(seconds=1)
        ),
        "order {paid}: it was paid after its deadline",
    ),
    "an unknown payment": (without_rule("orders_payment_known", payment="card"), "breaks orders_payment_known"),
    "a grace without a transfer": (
        without_rule("orders_grace_of_transfers", grace=DAY),
        "breaks orders_grace_of_transfers",
    ),
    "taken up again, and no transfer": (
        lambda shop: [_take_up(shop), shop.of(shop.cancelled).update(payment="mock", grace=timedelta(0))],
        "order {cancelled}: it was taken up again, and is no transfer",
    ),
    "taken up again without an event": (
        lambda shop: [_take_up(shop), events(shop.cancelled, from_status="cancelled").delete()],
        "order {cancelled}: it is 'paid', and its events are 1 × placed, 0 × paid, 1 × cancelled, 0 × dispatched",
    ),
    "a time of payment that is not its event's": (
        lambda shop: shop.of(shop.paid).update(paid_at=F("paid_at") + timedelta(minutes=5)),
        "order {paid}: the time at which it was paid is not its event's",
    ),
    "cancelled before it was placed": (
        lambda shop: shop.of(shop.cancelled).update(cancelled_at=F("created_at") - DAY),
        "order {cancelled}: it was cancelled before it was placed",
    ),
    "dispatched before it was paid": (
        lambda shop: shop.of(shop.sent).update(dispatched_at=F("paid_at") - DAY),
        "order {sent}: it was dispatched before it was paid",
    ),
    "pending a week after its deadline": (
        lambda shop: shop.of(shop.pending).update(created_at=NOW - 8 * DAY, expires_at=NOW - 7 * DAY),
        "order {pending}: its deadline passed long ago, and it is still pending",
    ),
    "paid without a time": (without_rule("orders_paid_has_time", status="paid"), "breaks orders_paid_has_time"),
    "cancelled without a time": (
        without_rule("orders_cancelled_has_time", status="cancelled"),
        "breaks orders_cancelled_has_time",
    ),
    "dispatched and pending": (
        without_rule("orders_dispatched_is_paid", dispatched_at=NOW),
        "breaks orders_dispatched_is_paid",
    ),
    "a deadline before the order": (
        without_rule("orders_expires_later", expires_at=NOW - DAY),
        "breaks orders_expires_later",
    ),
    # What identifies it, and where it goes
    "a number that is none": (
        lambda shop: shop.of(shop.pending).update(number="1"),
        "order {pending.pk}: its number '1' is none",
    ),
    "an order without its key": (
        lambda shop: shop.of(shop.pending).update(checkout_key=""),
        "order {pending}: it has no key of its checkout",
    ),
    "a country that is none": (
        lambda shop: shop.of(shop.pending).update(country="XX"),
        "order {pending}: there is no country 'XX'",
    ),
    "a parcel without a street": (
        lambda shop: shop.of(shop.paid).update(street=""),
        "order {paid}: it is paid and not dispatched, and nobody knows where it goes",
    ),
    "a name erased and not the address": (
        lambda shop: shop.of(shop.sent).update(name=""),
        "order {sent}: its name is erased, and the address is not",
    ),
    # Stock
    "stock that was not taken": (
        lambda shop: movements(shop.paid).delete(),
        "order {paid}: its line of DRUM and the stock that was taken differ",
    ),
    "too little stock taken": (
        lambda shop: movements(shop.paid).update(delta=-1),
        "order {paid}: its line of DRUM and the stock that was taken differ",
    ),
    "stock that was not returned": (
        lambda shop: movements(shop.cancelled, reason="cancellation").delete(),
        "order {cancelled}: its line of DRUM and the stock that was returned differ",
    ),
    "stock returned for an order that is not cancelled": (
        lambda shop: move(shop, delta=2, reason="cancellation", order_number=shop.paid.number),
        "(cancellation of order {paid}, product DRUM): there is no such line",
    ),
    "stock that was not taken anew": (
        lambda shop: [_take_up(shop), movements(shop.cancelled, reason="taken_up").delete()],
        "order {cancelled}: its line of DRUM and the stock that was taken anew differ",
    ),
    "stock taken up and never returned before": (
        lambda shop: [_take_up(shop), movements(shop.cancelled, reason="cancellation").delete()],
        "order {cancelled}: its line of DRUM and the stock that was returned differ",
    ),
    "stock taken anew for an order that was not taken up": (
        lambda shop: move(shop, delta=-2, reason="taken_up", order_number=shop.paid.number),
        "(taken_up of order {paid}, product DRUM): there is no such line",
    ),
    "a sale of no order": (
        lambda shop: move(shop, delta=-1, reason="sale", order_number="K7QF-2M9D"),
        "(sale of order K7QF-2M9D, product DRUM): there is no such line",
    ),
    # Lines
    "a line of none": (lambda shop: _line(shop, "order_items_quantity_in_range", quantity=0), "order_items_quantity"),
    "a line of a hundred": (
        lambda shop: _line(shop, "order_items_quantity_in_range", quantity=100),
        "breaks order_items_quantity_in_range",
    ),
    "a line without a name": (
        lambda shop: _line(shop, "order_items_name_filled", product_name=""),
        "breaks order_items_name_filled",
    ),
    "a line for nothing": (
        lambda shop: _line(shop, "order_items_price_above_zero", product_price=0),
        "breaks order_items_price_above_zero",
    ),
}


def _line(shop, rule, **values):
    with without("order_items", rule):
        shop.pending.items.update(**values)


def _take_up(shop):
    shop.of(shop.cancelled).update(payment="transfer")
    shop.cancelled.take_up(by=shop.user)


def _with_step(shop, **step):
    with without("order_events", "order_events_step_known"):
        events(shop.pending).create(order=shop.pending, **step)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_named(shop, name):
    plant, named = PLANTED[name]
    plant(shop)
    assert_named(named.format(**vars(shop)))


def test_a_consistent_shop_has_no_faults(shop):
    assert list(inconsistencies()) == []


def test_an_order_whose_deadline_has_just_passed_is_no_fault(shop):
    # tidy comes once a minute; until then the order is what it is.
    now = timezone.now()
    shop.of(shop.pending).update(created_at=now - DAY, expires_at=now - timedelta(minutes=30))
    events(shop.pending).update(created_at=now - DAY)
    assert list(inconsistencies()) == []
