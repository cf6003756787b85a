"""Every change of stock is in the ledger, with its reason."""

from contextlib import nullcontext

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from catalog.models import Product, StockMovement
from catalog.stock import NotLost, OutOfStock, TooMuch, adjust, give_back, lock_products, take
from catalog.tests.factories import ProductFactory

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

ORDER = "K7QF-2M9D"


@pytest.fixture
def staff():
    return get_user_model().objects.create_superuser("staff@example.org", "three quiet lamps")


def ledger(product):
    return list(product.movements.order_by("pk").values_list("delta", "reason", "order_number"))


def stock(product):
    return Product.objects.values_list("stock", flat=True).get(pk=product.pk)


@pytest.mark.parametrize(("delta", "reason"), [(5, "receipt"), (-3, "loss"), (-10, "correction")])
def test_staff_add_or_take_with_a_reason(staff, delta, reason):
    product = ProductFactory(stock=10)
    adjust([product.pk], delta, reason=reason, staff_member=staff)
    assert stock(product) == 10 + delta
    movement = product.movements.first()
    assert (movement.delta, movement.reason, movement.staff_member, movement.order_number) == (delta, reason, staff, "")


def test_several_shades_are_adjusted_at_once():
    products = [ProductFactory(stock=10), ProductFactory(stock=0)]
    adjust([product.pk for product in products], 2, reason="receipt")
    assert [stock(product) for product in products] == [12, 2]


def test_below_zero_is_refused_and_nothing_changes():
    plenty, few = ProductFactory(stock=10), ProductFactory(stock=2)
    with pytest.raises(OutOfStock) as refusal:
        adjust([plenty.pk, few.pk], -3, reason="loss")
    shortage = refusal.value.shortages[0]
    assert (shortage.product, shortage.wanted, shortage.available) == (few, 3, 2)
    assert (stock(plenty), stock(few)) == (10, 2)
    assert ledger(plenty) == [(10, "receipt", "")]


@pytest.mark.parametrize(
    ("delta", "reason", "refusal"), [(1, "loss", NotLost), (999_991, "receipt", TooMuch), (999_990, "receipt", None)]
)
def test_what_is_lost_is_taken_away_and_a_stock_has_a_largest_number(delta, reason, refusal):
    product = ProductFactory(stock=10)
    with pytest.raises(refusal) if refusal else nullcontext():
        adjust([product.pk], delta, reason=reason)
    assert stock(product) == (10 if refusal else 1_000_000)


@pytest.mark.parametrize(("delta", "reason"), [(0, "receipt"), (1, "gift"), (-1, "sale"), (1, "")])
def test_a_movement_without_a_reason_of_staff_is_refused(delta, reason):
    product = ProductFactory(stock=10)
    with pytest.raises(IntegrityError):
        adjust([product.pk], delta, reason=reason)
    assert stock(product) == 10


def test_what_an_order_takes_and_returns_names_the_order():
    product = ProductFactory(stock=10)
    with transaction.atomic():
        take(lock_products([product.pk]), {product.pk: 4}, order_number=ORDER)
    assert stock(product) == 6
    with transaction.atomic():
        give_back({product.pk: 4}, order_number=ORDER)
    assert stock(product) == 10
    assert ledger(product) == [(10, "receipt", ""), (-4, "sale", ORDER), (4, "cancellation", ORDER)]


def test_the_same_order_cannot_return_twice():
    product = ProductFactory(stock=10)
    give_back({product.pk: 4}, order_number=ORDER)
    with pytest.raises(IntegrityError), transaction.atomic():
        give_back({product.pk: 4}, order_number=ORDER)
    assert stock(product) == 14


@pytest.mark.parametrize(("change", "available"), [({"stock": 3}, 3), ({"stock": 0}, 0), ({"is_public": False}, 0)])
def test_what_cannot_be_had_is_not_taken(change, available):
    other, product = ProductFactory(stock=10), ProductFactory(stock=10)
    Product.objects.filter(pk=product.pk).update(**change)
    with transaction.atomic(), pytest.raises(OutOfStock) as refusal:
        take(lock_products([other.pk, product.pk]), {other.pk: 1, product.pk: 4}, order_number=ORDER)
    assert [(s.product, s.wanted, s.available) for s in refusal.value.shortages] == [(product, 4, available)]
    assert stock(other) == 10
    assert not StockMovement.objects.filter(order_number=ORDER).exists()


def test_products_are_locked_in_the_order_of_their_keys(django_assert_num_queries):
    products = [ProductFactory() for _ in range(3)]
    # products, by primary key, for update
    with transaction.atomic(), django_assert_num_queries(1) as asked:
        locked = lock_products(product.pk for product in reversed(products))
    assert list(locked) == [product.pk for product in products]
    assert 'ORDER BY "products"."id" ASC' in asked[0]["sql"]


def test_the_ledger_is_append_only():
    movement = ProductFactory().movements.get()
    movement.delta = 99
    with pytest.raises(ValueError, match="append-only"):
        movement.save()
    with pytest.raises(ValueError, match="append-only"):
        movement.delete()
    movement.refresh_from_db()
    assert movement.delta == 10


def test_a_movement_of_the_ledger_cannot_be_put_over_another():
    movement = ProductFactory().movements.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMovement(pk=movement.pk, product=movement.product, delta=99, reason="receipt").save()


def test_a_shade_that_was_never_sold_goes_with_its_ledger():
    product = ProductFactory()
    product.delete()
    assert not StockMovement.objects.exists()
