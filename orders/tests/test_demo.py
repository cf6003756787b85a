"""Half a year of invented orders: as if each had been placed, and never beside real ones."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from catalog.models import Product, StockMovement
from catalog.tests.factories import ProductFactory
from orders import demo
from orders.consistency import inconsistencies
from orders.models import Order, OrderItem, OrderReturn, Status
from orders.tests.factories import place

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def test_the_half_year_is_as_if_it_had_been():
    shades = [ProductFactory(stock=stock) for stock in (0, 3, 40)]
    said = StringIO()
    call_command("seed_demo_orders", orders=120, stdout=said)
    assert said.getvalue() == "\r120 of 120\n120 orders are new\n"
    assert set(Order.objects.values_list("status", flat=True)) == set(Status.values)
    assert Order.objects.filter(events__to_status="cancelled", events__by=None).exists()
    assert Order.objects.owed().exists()
    assert OrderReturn.objects.exists()
    assert all(Product.objects.get(pk=shade.pk).stock >= shade.stock for shade in shades)
    assert list(inconsistencies()) == []


def test_the_ledger_is_in_the_order_of_time_and_names_who_took_back():
    ProductFactory()
    call_command("seed_demo_orders", orders=120, stdout=StringIO())
    moments = StockMovement.objects.exclude(order_number="").order_by("pk").values_list("created_at", flat=True)
    assert list(moments) == sorted(moments)
    back = StockMovement.objects.filter(reason="returned")
    assert {(one.return_number, one.staff_member) for one in back.select_related("staff_member")} == {
        (one.number, one.by) for one in OrderReturn.objects.filter(is_restocked=True).select_related("by")
    }


def test_the_time_to_pay_is_that_of_the_shop(settings):
    settings.MINUTES_TO_PAY = 3
    ProductFactory()
    call_command("seed_demo_orders", orders=30, stdout=StringIO())
    spans = {order.expires_at - order.created_at for order in Order.objects.all()}
    assert spans == {timedelta(minutes=3)}
    assert not Order.objects.filter(paid_at__gt=F("expires_at")).exists()


def test_of_a_large_shop_some_of_the_shades_are_sold(monkeypatch):
    """A statement of PostgreSQL has 65,535 values at most."""
    monkeypatch.setattr(demo, "MOST_SHADES", 2)
    monkeypatch.setattr(demo, "AT_ONCE", 3)
    shades = [ProductFactory() for _ in range(4)]
    call_command("seed_demo_orders", orders=30, stdout=StringIO())
    assert {*OrderItem.objects.values_list("product", flat=True)} == {shade.pk for shade in shades[:2]}
    assert list(inconsistencies()) == []


def test_it_is_not_made_beside_a_real_order():
    order = place()
    with pytest.raises(CommandError, match=r"Nothing is changed. This shop has orders already."):
        call_command("seed_demo_orders")
    assert Order.objects.get() == order


def test_without_shades_there_is_nothing_to_sell():
    with pytest.raises(CommandError, match="run seed_catalogue first"):
        call_command("seed_demo_orders")
