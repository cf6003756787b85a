"""check_shop lists inconsistent data, one line for each fault, and exits with 1."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from catalog.models import Photo, Product, StockMovement
from catalog.tests.factories import ProductFactory
from orders.account_closure import close_account
from orders.models import Order, OrderEvent, OrderItem
from orders.tests.factories import place

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def check():
    output = StringIO()
    status = 0
    try:
        call_command("check_shop", stdout=output)
    except SystemExit as end:
        status = end.code
    *faults, count = output.getvalue().splitlines()
    warnings = [line for line in faults if line.startswith("warning: ")]
    assert count == f"{len(faults) - len(warnings)} inconsistencies"
    return status, faults


def movements(**fields):
    return StockMovement.objects.filter(**fields)


@pytest.fixture
def product():
    return ProductFactory(sku="DRUM", stock=10)


@pytest.fixture
def order(product):
    return place(None, product, quantity=2)


def test_a_consistent_shop_passes(order):
    paid, cancelled, sent = place(), place(), place()
    for one in (paid, sent):
        one.pay(by=one.user)
    sent.dispatch(by=sent.user)
    cancelled.cancel(by=None)
    assert check() == (0, [])


def test_a_parcel_that_nobody_knows_where_to_send_is_named(order):
    order.pay(by=order.user)
    Order.objects.update(street="")
    assert check() == (1, [f"order {order.number}: it is paid and not dispatched, and nobody knows where it goes"])


def test_an_address_that_is_kept_too_long_is_named(order):
    user = order.user
    order.cancel(by=user)
    close_account(user=user)
    assert check() == (0, [])
    Order.objects.update(phone="+46 70 123 45 67")
    assert check() == (1, [f"order {order.number}: its account is closed, and it still says where it went"])


def test_an_empty_shop_passes():
    assert check() == (0, [])


def test_stock_that_was_typed_over_is_named(product):
    Product.objects.update(stock=99)
    assert check() == (1, ["product DRUM: stock is 99, its movements sum to 10"])


def test_stock_without_any_movement_is_named(product):
    movements().delete()
    assert check() == (1, ["product DRUM: stock is 10, its movements sum to 0"])


def test_a_shown_shade_without_its_pair_is_named(product):
    Photo.objects.filter(kind="lit").delete()
    assert check() == (1, ["product DRUM: it is shown without its two photographs"])
    Product.objects.update(is_public=False)
    assert check() == (0, [])


def test_a_wrong_total_is_named(order):
    Order.objects.update(total_amount="137.99")
    assert check() == (1, [f"order {order.number}: its total is 137.99, its lines sum to 138.00"])


def test_an_order_without_lines_is_named(order):
    OrderItem.objects.all().delete()
    status, faults = check()
    assert status == 1
    assert f"order {order.number}: it has no lines" in faults


def test_a_state_without_its_event_is_named(order):
    Order.objects.update(status="paid", paid_at=timezone.now())
    assert check() == (1, [f"order {order.number}: it is 'paid', its events end at 'pending'"])


def test_events_that_do_not_follow_each_other_are_named(order):
    order.pay(by=order.user)
    OrderEvent.objects.create(order=order, from_status="pending", to_status="cancelled")
    status, faults = check()
    assert status == 1
    assert f"order {order.number}: an event leaves 'pending' while it was 'paid'" in faults
    assert f"order {order.number}: it is 'paid', its events end at 'cancelled'" in faults


def test_stock_that_was_not_taken_is_named(order):
    movements(reason="sale").delete()
    status, faults = check()
    assert status == 1
    assert f"order {order.number}: its lines and the stock it took differ" in faults


def test_stock_that_was_not_returned_is_named(order):
    order.cancel(by=None)
    movements(reason="cancellation").delete()
    status, faults = check()
    assert status == 1
    assert f"order {order.number}: it is 'cancelled', and the stock it returned does not agree" in faults


def test_stock_returned_for_an_order_that_is_not_cancelled_is_named(order, product):
    StockMovement.objects.create(product=product, delta=2, reason="cancellation", order_number=order.number)
    Product.objects.update(stock=10)
    assert check() == (1, [f"order {order.number}: it is 'pending', and the stock it returned does not agree"])


def test_a_movement_of_no_order_is_named(product):
    StockMovement.objects.create(product=product, delta=-1, reason="sale", order_number="K7QF-2M9D")
    Product.objects.update(stock=9)
    assert check() == (1, ["movement sale of order K7QF-2M9D: there is no such order"])


def test_an_order_left_pending_long_after_its_deadline_is_no_fault(order):
    # tidy comes once a minute; until then the order is what it is.
    Order.objects.update(created_at=timezone.now() - timedelta(days=2), expires_at=timezone.now() - timedelta(days=1))
    assert check() == (0, [])


def test_a_table_shade_that_suits_no_base_is_a_warning_and_one_that_goes_on_none_a_fault(product):
    sizes = {"top_diameter_mm": 400, "bottom_diameter_mm": 400, "widest_mm": 400}
    ProductFactory(sku="FLAT", height_mm=200, **sizes)
    assert check() == (0, ["warning: product FLAT: no table lamp suits it well; it goes on bases 320 to 444 mm tall"])
    Product.objects.filter(sku="FLAT").update(height_mm=100)
    assert check() == (1, ["product FLAT: it is for table lamps, and by the rules of size goes on none"])
    Product.objects.filter(sku="FLAT").update(for_table=False, for_pendant=True)
    assert check() == (0, [])
