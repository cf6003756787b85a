"""Invoices and credit notes: of the transaction that pays or takes back, numbered without gaps, never changed."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders import models
from orders.account_closure import close_account
from orders.consistency import inconsistencies
from orders.consistency.invoices import doubts_of_invoices
from orders.demo import seed_orders
from orders.models import Invoice, InvoiceCounter, Order, PaymentExpired
from orders.tests.factories import place
from orders.tests.invoices import come_back, numbers, paid, sent
from orders.tests.seller import SELLER, sells

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _open():
    sells()


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
