"""The text in which staff find an order is that of its columns, whatever writes them, and is erased with them."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models import F
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product, StockMovement
from orders.account_closure import close_account
from orders.housekeeping import tidy
from orders.models import Invoice, Order
from orders.search import refresh
from orders.tests.factories import place
from shop import trigrams
from shop.tests.pages import browser
from shop.trigrams import has_trigrams, operators
from shop.turns import one_at_a_time

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

ONLY_POSTGRESQL = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such index")


def text_of(order):
    return Order.objects.values_list("search_text", flat=True).get(pk=order.pk)


def test_it_is_written_with_the_order():
    order = place()
    assert text_of(order) == f"{order.number.replace('-', '').lower()}|annalindqvist|lund|22359|46701234567"


def saved(order, alone):
    order.name = "Пётр"
    order.save(**({"update_fields": ["name"]} if alone else {}))


def written_in_bulk(order):
    order.name = "Пётр"
    Order.objects.bulk_update([order], ["name"])


@pytest.mark.parametrize(
    "write",
    [
        lambda order: saved(order, alone=False),
        lambda order: saved(order, alone=True),
        lambda order: Order.objects.filter(pk=order.pk).update(name="Пётр"),
        lambda order: Order.objects.filter(pk=order.pk).update(city="Пётр", name=F("city")),
        written_in_bulk,
    ],
)
def test_it_follows_whatever_writes_the_columns(write):
    order = place()
    write(order)
    assert "петр" in text_of(order)
    assert "lindqvist" not in text_of(order)
    assert refresh(Order) == 0


def test_what_is_written_elsewhere_is_found_after_a_refresh():
    order = place()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orders SET name = 'Пётр', search_text = ''")
    # As `make run` calls it.
    call_command("refresh_search", verbosity=0)
    assert "петр" in text_of(order)


@ONLY_POSTGRESQL
def test_a_refresh_locks_what_it_reads():
    place()
    with CaptureQueriesContext(connection) as asked:
        refresh(Order)
    assert "FOR NO KEY UPDATE" in next(one["sql"] for one in asked if one["sql"].startswith("SELECT"))


def done(order):
    order.pay(by=order.user)
    order.dispatch(by=StaffFactory())


def test_closing_an_account_erases_it_and_so_does_the_dispatch_of_what_was_owed():
    user = UserFactory()
    sent, owed = place(user), place(user, key="key-2")
    done(sent)
    owed.pay(by=user)
    close_account(user=user)
    assert text_of(sent) == f"{sent.number.replace('-', '').lower()}||||"
    assert "lindqvist" in text_of(owed)
    owed.dispatch(by=StaffFactory())
    assert text_of(owed) == f"{owed.number.replace('-', '').lower()}||||"


def test_tidy_erases_it_with_an_old_address(settings):
    order = place()
    done(order)
    settings.ADDRESS_YEARS = -1
    assert tidy().addresses == 1
    assert text_of(order) == f"{order.number.replace('-', '').lower()}||||"


@pytest.mark.parametrize(
    ("model", "asks"), [(Order, '"orders"."search_text"'), (StockMovement, "\"order_number\" || '|' ||")]
)
def test_a_search_counts_once_and_makes_no_text_of_each_row(model, asks):
    place()
    client = browser(StaffFactory())
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address, {"q": "Anna 9JD4"})
    (count,) = [one["sql"] for one in asked if "COUNT(" in one["sql"]]
    assert asks in count
    # Of shades alone: there are few, and their SKUs may have letters of any language.
    read = 0 if model is Order else 3
    assert count.count("compact(") + count.count("translate(") == read


@ONLY_POSTGRESQL
@pytest.mark.parametrize(
    ("model", "typed", "indexes"),
    [
        (Order, "lindqvist", {"orders_searched", "users_searched"}),
        (Order, "Лунд", {"orders_searched", "users_searched"}),
        (StockMovement, "9jd4 9pta", {"stock_movements_searched", "stock_movements_product", "products_skus"}),
        (Product, "halm-oat", {"products_addresses", "products_skus", "products_words"}),
        (Invoice, "INV-0007", {"invoices_searched"}),
    ],
)
def test_a_search_asks_indexes(model, typed, indexes):
    page = admin.site._registry[model]
    found, _ = page.get_search_results(RequestFactory().get("/"), model.objects.all(), typed)
    with connection.cursor() as cursor:
        # Of tables this small it would read all.
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = found.order_by().explain()
    assert {name for name in indexes if name in plan} == indexes


@ONLY_POSTGRESQL
@pytest.mark.django_db(transaction=True)
def test_who_waits_its_turn_keeps_no_index_from_being_made():
    """`CREATE INDEX CONCURRENTLY` waits for every snapshot that another connection holds."""
    holders = "datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'"
    with one_at_a_time("migrate"), connection.cursor() as cursor:
        cursor.execute(f"SELECT backend_xmin FROM pg_stat_activity WHERE {holders}")
        assert cursor.fetchall() == [(None,)]


@ONLY_POSTGRESQL
def test_without_the_extension_there_is_no_index_and_the_log_says_so(monkeypatch, caplog):
    monkeypatch.setattr(trigrams, "EXTENSION", "pg_trgm_of_nobody")
    assert not has_trigrams(connection)
    assert "searches of staff read whole tables" in caplog.text
    assert Order.objects.count() == 0  # the transaction goes on


def test_whoever_waits_too_long_for_the_extension_makes_no_shop_without_it():
    def too_long(execute, statement, values, many, context):
        raise OperationalError("canceling statement due to lock timeout")

    with connection.execute_wrapper(too_long), pytest.raises(OperationalError, match="lock timeout"):
        has_trigrams(connection)


@ONLY_POSTGRESQL
def test_an_extension_in_a_schema_of_its_own_is_found_there():
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA elsewhere; ALTER EXTENSION pg_trgm SET SCHEMA elsewhere")
        cursor.execute(f"CREATE INDEX ON orders USING gin (number {operators(connection)})")
