"""Invoices and credit notes are never changed, and the database refuses what is none."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from orders.models import CannotChange, Invoice
from orders.tests.factories import place
from orders.tests.invoices import come_back, paid, sent
from orders.tests.seller import sells
from shop.tests.constraints import constraints_of, refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _open():
    sells()


def test_the_model_changes_and_deletes_nothing():
    invoice = paid().invoices.get()
    for change in (
        invoice.save,
        invoice.delete,
        Invoice.objects.all().delete,
        lambda: Invoice.objects.update(buyer_name="x"),
    ):
        with pytest.raises(CannotChange):
            change()


CHANGES = {
    "number": "'INV-000009'",
    "serial": "9",
    "issued_at": "'2020-01-01 00:00:00+00'",
    "seller": "'{}'",
    "lines": "'[]'",
    "total_amount": "total_amount + 100",
    "vat_rate": "7",
    "order_number": "'AAAA-AAAA'",
    "currency": "'RUB'",
    "buyer_name": "'Somebody else'",
    "buyer_city": "'Elsewhere'",
    "buyer_country": "'RU'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_the_database_refuses_to_change_what_was_issued(column):
    paid()
    statement = f"UPDATE invoices SET {column} = {CHANGES[column]}"
    refused = pytest.raises(IntegrityError, match="an invoice stays as it was issued")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_column_is_kept_but_those_of_the_buyer():
    migration = import_module("orders.migrations.0014_credited_vat_and_currency")
    assert {*migration.KEPT, *migration.BUYER} == {field.column for field in Invoice._meta.concrete_fields}


# The rules of the tables ----------------------------------------------------------------------------------------------

BROKEN = [
    ("invoices_series_known", {"series": "XX", "return_number": "x", "corrects": "x"}),
    ("invoices_serial_above_zero", {"serial": 0}),
    ("invoices_credit_note_corrects", {"corrects": "INV-000001"}),
    ("invoices_credit_note_corrects", {"series": "CN", "return_number": "K7QF-2M9D/1"}),
    ("invoices_total_fits", {"total_amount": 0, "vat_amount": 0}),
    ("invoices_vat_rate_in_range", {"vat_rate": -1, "vat_amount": Decimal("-1.38")}),
    ("invoices_vat_contained", {"vat_amount": Decimal("22.04")}),
    ("invoices_currency_known", {"currency": "USD"}),
]


def copy_of(invoice, **values):
    """Another row: the next number, of another order."""
    fields = {field.attname: getattr(invoice, field.attname) for field in Invoice._meta.fields if not field.primary_key}
    fields |= {"serial": 7, "number": "INV-000007", "order_id": place(key="other").pk}
    return Invoice(**fields | values)


@pytest.mark.parametrize(("constraint", "values"), BROKEN)
def test_the_database_refuses(constraint, values):
    invoice = paid().invoices.get()
    other = copy_of(invoice, **values)
    with refused_by(constraint, "invoices_credit_note_corrects" if "series" in values else constraint):
        other.save()


@pytest.mark.parametrize(
    ("constraint", "columns", "values"),
    [
        ("invoices_number_unique", "invoices.number", ("number",)),
        ("invoices_serial_unique", "invoices.series, invoices.serial", ("serial",)),
        ("invoices_once_per_order", "invoices.order_id", ("order_id",)),
    ],
)
def test_a_number_is_given_once_and_an_order_has_one_invoice(constraint, columns, values):
    invoice = paid().invoices.get()
    other = copy_of(invoice, **{name: getattr(invoice, name) for name in values})
    with refused_by(constraint, columns=columns):
        other.save()


def test_a_return_is_credited_once():
    order = sent()
    come_back(order)
    note = order.invoices.last()
    with refused_by("invoices_once_per_return", columns="invoices.return_number"):
        copy_of(note, number="CN-000007").save()


def test_every_constraint_is_tested_here():
    unique = {"number_unique", "serial_unique", "once_per_order", "once_per_return"}
    tested = {name for name, _values in BROKEN} | {f"invoices_{name}" for name in unique}
    assert {name for name in constraints_of("orders") if name.startswith("invoices_")} == tested
