"""Invoices that stand when their currency comes to be kept have that of the shop, and stay as they were issued."""

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from orders.consistency import inconsistencies
from orders.models import Invoice, Order
from orders.tests.invoices import come_back, sent
from orders.tests.seller import sells

pytestmark = [pytest.mark.each_database, pytest.mark.django_db(transaction=True)]
BEFORE = [("orders", "0013_whom_orders_name")]


def is_refused(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError:
        return True
    return False


def test_orders_and_invoices_have_the_currency_of_the_shop_and_their_triggers():
    sells()
    order = sent(quantity=3)
    come_back(order)
    whole = list(Invoice.objects.order_by("pk").values())
    MigrationExecutor(connection).migrate(BEFORE)
    try:
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, "invoices")}
        assert "currency" not in columns
        assert is_refused("UPDATE invoices SET total_amount = total_amount + 1")
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert list(Invoice.objects.order_by("pk").values()) == whole
    assert {row.currency for row in (*Invoice.objects.all(), *Order.objects.all())} == {settings.CURRENCY}
    assert is_refused("UPDATE invoices SET currency = 'RUB'")
    # The next credit note says what is left of the VAT, which the other trigger compares.
    come_back(order)
    assert Invoice.objects.count() == 3
    assert list(inconsistencies()) == []
