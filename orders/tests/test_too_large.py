"""Totals that are too large to store: refused with a message and by the database, but readable if stored already."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError
from django.db import connection
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import Order, OrderItem
from orders.tests.checkout import review, send
from orders.tests.factories import place
from shop.tests.constraints import without
from shop.tests.pages import browser, elements, said, value_of, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

TOO_LARGE = "The largest order is €99,999,999.99. Take fewer shades and order the rest separately."
DEAREST = Decimal("1000000.00")


@pytest.fixture
def anna():
    return UserFactory()


@pytest.fixture
def client(anna):
    return browser(anna)


def fill(user, *lines):
    for price, quantity in lines:
        CartItemFactory(user=user, product=ProductFactory(price=price, stock=99), quantity=quantity)


@pytest.mark.parametrize("lines", [[(DEAREST, 99), (DEAREST, 1)], [(DEAREST, 99), (DEAREST, 99)]])
def test_a_cart_that_no_order_could_hold_says_so_and_keeps_its_lines(anna, client, lines):
    fill(anna, *lines)
    assert TOO_LARGE in words(client.get("/cart/"))
    assert review(client).url == "/cart/"
    page = client.get("/cart/")
    assert said(page) == [TOO_LARGE]
    assert "Check out" not in words(page)
    assert len(elements(page, "main .line")) == 2


def test_the_largest_order_is_one_that_can_be_placed(anna, client):
    fill(anna, (DEAREST, 99), (Decimal("999999.99"), 1))
    assert send(client, review(client)).status_code == 303
    assert Order.objects.get().total_amount == Decimal("99999999.99")


def test_a_guest_is_told_before_logging_in():
    guest = browser()
    for product in (ProductFactory(price=DEAREST, stock=99) for _ in range(2)):
        guest.post("/cart/items/", {"product_id": product.pk, "quantity": "99"})
    assert TOO_LARGE in words(guest.get("/cart/"))
    assert "Один заказ — не больше" in words(guest.get("/ru/cart/"))


def test_a_review_whose_price_has_grown_too_large_is_shown_anew_and_nothing_is_lost(anna, client):
    fill(anna, (DEAREST, 99), (Decimal("10.00"), 99))
    page = review(client)
    Product.objects.update(price=DEAREST)
    answer = send(client, page, name="Anna Berg")
    assert answer.status_code == 200
    assert TOO_LARGE in words(answer)
    assert value_of(answer, "name") == "Anna Berg"
    assert not Order.objects.exists()
    assert CartItem.objects.count() == 2


def test_a_post_that_passes_over_the_review_is_refused_in_words(anna, client):
    fill(anna, (DEAREST, 99))
    page = review(client)
    fill(anna, (DEAREST, 99))
    lines = [f"{item.product_id}:{item.quantity}:{DEAREST}" for item in anna.cart_items.all()]
    answer = send(client, page, line=lines)
    assert answer.status_code == 200
    assert TOO_LARGE in words(answer)
    assert not Order.objects.exists()


def test_the_largest_order_is_placed_and_paid(anna, client):
    fill(anna, (DEAREST, 99), (Decimal("999999.99"), 1))
    order_url = send(client, review(client)).url
    assert "€99,999,999.99" in words(client.get(order_url))
    client.post(f"{order_url}pay/", {"outcome": "success"})
    assert Order.objects.get().is_paid
    assert list(inconsistencies()) == []


# PostgreSQL holds the width of a column itself, and never had such a row.
sqlite_only = pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL cannot store it")


@pytest.fixture(params=["100000000.00", "199999999.98", "1e12", "123456789012345678", "1e300"])
def unreadable(request, anna):
    """An order of Anna's as SQLite had stored it."""
    order = place(anna, ProductFactory(stock=10), key="too large")
    with without("orders", "orders_total_fits"):
        Order.objects.update(total_amount=Decimal(request.param))
        OrderItem.objects.update(product_price=Decimal(request.param))
        yield order


@sqlite_only
def test_an_order_stored_with_a_larger_total_breaks_no_page(unreadable, anna, client):
    fill(anna, (Decimal("10.00"), 1))
    paths = ("/orders/", "/orders/new/", f"/orders/{unreadable.number}/", f"/orders/{unreadable.number}/pay/", "/cart/")
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    staff = browser(User.objects.create_superuser("staff@example.org", "secret"))
    for path in (reverse("admin:orders_order_changelist"), reverse("admin:orders_order_change", args=[unreadable.pk])):
        assert staff.get(path).status_code == 200
    assert send(client, review(client)).status_code == 303


@sqlite_only
def test_an_order_stored_with_a_larger_total_is_cancelled_at_its_deadline(unreadable):
    with time_machine.travel(timedelta(hours=1)):
        assert tidy().orders == 1
    assert Product.objects.get().stock == 10


def migration(app, name):
    return import_module(f"{app}.migrations.{name}")


@sqlite_only
def test_the_migration_cancels_orders_that_are_too_large(anna):
    product = ProductFactory(stock=10)
    order, fine = place(anna, product, key="large", quantity=2), place(anna, product, key="fine")
    with without("products", "products_price_fits"):
        Product.objects.update(price=Decimal("99999999.99"))
        order.items.update(product_price=Decimal("99999999.99"))
        Order.objects.filter(pk=order.pk).update(total_amount=Decimal("199999999.98"))
        migration("orders", "0002_largest_amount").cancel_those_too_large(apps, None)
    assert [one.status for one in Order.objects.order_by("pk")] == ["cancelled", "pending"]
    assert Product.objects.get().stock == 9
    # The test itself priced the shade so.
    assert list(inconsistencies()) == [f"row {product.pk} of products: it breaks products_price_fits"]
    assert fine.events.count() == 1


def test_the_migration_names_shades_that_are_too_dear(anna):
    ProductFactory(price=DEAREST)
    migration("catalog", "0004_largest_price").name_those_above(apps, None)
    ProductFactory(sku="DEAR-1")
    ProductFactory(sku="DEAR-2")
    with without("products", "products_price_fits"):
        Product.objects.filter(sku__startswith="DEAR").update(price=Decimal("99999999.99"))
        with pytest.raises(CommandError, match="DEAR-1, DEAR-2"):
            migration("catalog", "0004_largest_price").name_those_above(apps, None)


@sqlite_only
def test_check_shop_reads_it_and_names_it(unreadable):
    assert list(inconsistencies()) == [
        f"row {unreadable.pk} of orders: it breaks orders_total_fits",
        f"row {unreadable.items.get().pk} of order_items: it breaks order_items_price_fits",
    ]
