"""Invoices and credit notes: of the transaction that pays or takes back, numbered without gaps, never changed."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders import models
from orders.account_closure import close_account
from orders.consistency import inconsistencies
from orders.consistency.invoices import doubts_of_invoices
from orders.demo import seed_orders
from orders.models import CannotChange, Invoice, InvoiceCounter, Order, PaymentExpired
from orders.tests.factories import place
from orders.tests.seller import SELLER, sells
from shop.tests.constraints import constraints_of, refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _open():
    sells()


def paid(key="key", quantity=2):
    """Two shades for 69.00 each, paid."""
    shade = ProductFactory(sku=f"HALM-{key}", name_en="Halm", price=Decimal("69.00"))
    order = place(None, shade, key=key, quantity=quantity)
    order.pay(by=order.user)
    return order


def sent(key="key", quantity=2):
    order = paid(key, quantity)
    order.dispatch(by=StaffFactory())
    return order


def come_back(order, quantity=1):
    order.take_back({order.items.get().pk: quantity}, restocked=(), by=StaffFactory())


def numbers():
    return list(Invoice.objects.values_list("number", flat=True))


def test_a_paid_order_has_an_invoice_with_copies_of_all_that_it_says():
    order = paid()
    invoice = order.invoices.get()
    assert (invoice.number, invoice.order_number, invoice.currency) == ("INV-000001", order.number, "EUR")
    assert invoice.issued_at >= order.paid_at
    assert invoice.seller == {name: SELLER.get(name, "") for name in invoice.seller}
    assert invoice.seller["legal_name"] == "Abajur Lampenschirme GmbH"
    assert invoice.buyer_lines == ["Anna Lindqvist", "Kastanjegatan 12", "223 59 Lund", "Sweden"]
    assert [tuple(line) for line in invoice.sold_lines] == [("HALM-key", "Halm", 2, Decimal("69.00"))]
    amounts = (invoice.total_amount, invoice.vat_rate, invoice.vat_amount, invoice.net_amount)
    assert amounts == tuple(map(Decimal, ("138.00", "19.00", "22.03", "115.97")))
    assert list(inconsistencies()) == []


@pytest.mark.parametrize("by_staff", [False, True])
def test_numbers_follow_each_other_whoever_marks_as_paid(by_staff):
    for key in ("1", "2", "3"):
        order = place(key=key)
        order.pay(by=StaffFactory() if by_staff else order.user)
    assert numbers() == ["INV-000001", "INV-000002", "INV-000003"]


def test_a_payment_that_is_rolled_back_takes_no_number():
    paid("1")
    order = place(key="2")
    with transaction.atomic():
        order.pay(by=order.user)
        assert order.invoices.get().number == "INV-000002"
        transaction.set_rollback(True)
    assert paid("3").invoices.get().number == "INV-000002"
    order.pay(by=order.user)
    assert order.invoices.get().number == "INV-000003"
    assert list(inconsistencies()) == []


def test_a_payment_that_came_too_late_has_no_invoice():
    order = place()
    Order.objects.update(expires_at=order.created_at + timezone.timedelta(microseconds=1))
    with pytest.raises(PaymentExpired):
        order.pay(by=order.user)
    assert numbers() == []


def test_what_comes_back_is_credited_with_copies_of_what_the_invoice_says():
    order = sent()
    come_back(order)
    come_back(order)
    invoice, *notes = order.invoices.all()
    assert [note.number for note in notes] == ["CN-000001", "CN-000002"]
    assert [note.return_number for note in notes] == [f"{order.number}/1", f"{order.number}/2"]
    for note in notes:
        assert (note.corrects, note.total_amount, note.vat_rate) == (invoice.number, Decimal("69.00"), invoice.vat_rate)
        assert note.currency == "EUR"
        assert [tuple(line) for line in note.sold_lines] == [("HALM-key", "Halm", 1, Decimal("69.00"))]
        assert (note.seller, note.buyer_lines) == (invoice.seller, invoice.buyer_lines)
        assert note.issued_at >= order.returns.get(number=note.return_number).created_at
    assert list(inconsistencies()) == []


def test_a_refused_return_takes_no_number():
    order = sent()
    with pytest.raises(Exception, match="Halm"):
        come_back(order, quantity=3)
    assert numbers() == ["INV-000001"]


@pytest.mark.parametrize("lacking", [{"legal_name": ""}, {"street": ""}, {"city": ""}, {"country": ""}])
def test_without_a_seller_orders_are_paid_and_no_number_is_taken(lacking):
    sells(**lacking)
    order = sent()
    come_back(order)
    assert order.is_paid
    assert numbers() == []
    assert list(inconsistencies()) == []
    (field,) = lacking
    assert list(doubts_of_invoices()) == [f"1 paid orders have no invoice: the business data lack {field}"]


def test_an_order_that_was_placed_without_a_rate_has_no_invoice():
    sells(vat_rate=None)
    order = place()
    sells()
    order.pay(by=order.user)
    assert numbers() == []
    assert list(inconsistencies()) == []
    assert list(doubts_of_invoices()) == []


def test_at_rate_zero_there_are_invoices_without_vat():
    sells(vat_rate=Decimal(0))
    invoice = paid().invoices.get()
    assert (invoice.vat_amount, invoice.net_amount) == (0, invoice.total_amount)


def test_invented_orders_have_none():
    ProductFactory(stock=50)
    seed_orders(30, lambda _done, _all: None)
    assert numbers() == []
    assert list(inconsistencies()) == []


def test_closing_an_account_leaves_the_buyer_on_invoices_and_on_credit_notes_to_come():
    order = sent()
    close_account(user=order.user)
    order.refresh_from_db()
    assert order.name == ""
    come_back(order)
    for paper in order.invoices.all():
        assert paper.buyer_lines == ["Anna Lindqvist", "Kastanjegatan 12", "223 59 Lund", "Sweden"]
    assert list(inconsistencies()) == []


def test_what_changes_later_changes_no_invoice():
    order = paid()
    sells(legal_name="Other", street="Elsewhere 1")
    order.items.update(product_name="Other")
    invoice = Invoice.objects.get()
    assert invoice.seller["legal_name"] == "Abajur Lampenschirme GmbH"
    assert invoice.sold_lines[0].name == "Halm"


# What was issued stays ------------------------------------------------------------------------------------------------


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


def test_the_clock_is_asked_after_the_counter(monkeypatch):
    """Otherwise who asks first may be counted second: a later number with an earlier time."""
    order, asked, count = sent(), [], models.invoice.next_serial
    late = place(key="late")
    monkeypatch.setattr(models.invoice, "next_serial", lambda series: (asked.append("counter"), count(series))[1])
    monkeypatch.setattr("orders.clock.now", lambda: (asked.append("clock"), timezone.now())[1])
    come_back(order)
    late.pay(by=late.user)
    assert asked == ["clock", "counter", "clock"] * 2


def test_the_counter_is_at_the_last_number():
    paid("1")
    come_back(sent("2"))
    assert dict(InvoiceCounter.objects.values_list("series", "last")) == {"INV": 2, "CN": 1}


def test_an_order_of_before_the_rate_is_named_once_there_are_invoices():
    sells(vat_rate=None)
    early = place()
    sells()
    later = place()
    later.pay(by=later.user)
    early.pay(by=early.user)
    assert list(doubts_of_invoices()) == [
        f"order {early.number}: it has no invoice, because the VAT rate was not known when it was placed"
    ]
