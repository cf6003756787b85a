"""Faults of invoices: gaps in their numbers, orders without one, amounts that are not those of the order."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, models
from django.db.models import F

from accounts.tests.factories import StaffFactory
from orders.consistency import inconsistencies
from orders.consistency.invoices import doubts_of_invoices
from orders.models import Invoice, InvoiceCounter, OrderReturn
from orders.tests.check_shop.named import assert_named
from orders.tests.factories import place
from orders.tests.seller import sells
from shop.tests.constraints import without


@contextmanager
def untriggered(name="invoices_stay_as_issued"):
    """As a database by hand: without the trigger, which the test's transaction brings back."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sql FROM sqlite_master WHERE name = '{name}'"
            if connection.vendor == "sqlite"
            else f"SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = '{name}'"
        )
        (made,) = cursor.fetchone()
        on = "" if connection.vendor == "sqlite" else " ON invoices"
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if on else "SELECT 1")
        cursor.execute(f"DROP TRIGGER {name}{on}")
        yield
        cursor.execute(made)


def rows(*numbers):
    """Past the model, which changes none."""
    return models.QuerySet(Invoice).filter(number__in=numbers)


def change(*numbers, **values):
    def plant(shop):
        with untriggered():
            rows(*numbers).update(**values)

    return plant


def delete(*numbers):
    return lambda shop: rows(*numbers)._raw_delete(using="default")


def broken(rule, number, **values):
    def plant(shop):
        with untriggered(), without("invoices", rule):
            rows(number).update(**values)

    return plant


def pay_without(shop):
    """Paid while the name of the seller was not known."""
    sells(legal_name="")
    place(shop.user, key="without").pay(by=shop.user)


@pytest.fixture
def invoiced(db, shop):
    """The shop, and three orders with invoices; two shades of the last came back one by one."""
    sells()
    for key in ("one", "two", "three"):
        order = place(shop.user, shop.shade, key=key, quantity=2 if key == "three" else 1)
        order.pay(by=shop.user)
        setattr(shop, key, order)
    order.dispatch(by=shop.user)
    for _ in range(2):
        order.take_back({order.items.get().pk: 1}, restocked=(), by=StaffFactory())
    return shop


PLANTED = {
    "a gap": (delete("INV-000002"), "invoice INV-000003: the numbers from INV 2 on are missing"),
    "the first is missing": (delete("CN-000001"), "invoice CN-000002: the numbers from CN 1 on are missing"),
    "the last is missing": (
        delete("CN-000002"),
        "invoices CN: the counter stands at 2, the last number is 1",
    ),
    "all are missing": (
        delete("CN-000001", "CN-000002"),
        "invoices CN: the counter stands at 2, the last number is 0",
    ),
    "a counter that is behind": (
        lambda shop: InvoiceCounter.objects.filter(series="INV").update(last=2),
        "invoices INV: the counter stands at 2, the last number is 3",
    ),
    "no counter": (lambda shop: InvoiceCounter.objects.all().delete(), "invoices INV: there are 3, and no counter"),
    "a number that is not its serial": (
        change("INV-000003", number="INV-000004"),
        "invoice INV-000004: its number is not INV and 3",
    ),
    "paid without an invoice": (pay_without, "it was paid after the first invoice, and has none"),
    "an invoice that was deleted": (
        delete("INV-000003"),
        "order {three}: it was paid after the first invoice, and has none",
    ),
    "a return without a credit note": (
        delete("CN-000002"),
        "return {three}/2: its order has an invoice, and it has no credit note",
    ),
    "of an order that was not paid": (
        lambda shop: shop.of(shop.one).update(status="pending", paid_at=None),
        "invoice INV-000001: its order is not paid",
    ),
    "another total than the order": (
        lambda shop: shop.of(shop.one).update(total_amount="70.00", vat_amount="11.18"),
        "invoice INV-000001: its total is not that of its order",
    ),
    "another rate than the order": (
        lambda shop: shop.of(shop.one).update(vat_rate="7.00", vat_amount="4.51"),
        "invoice INV-000001: its VAT is not that of its order",
    ),
    "an order that has lost its VAT": (
        lambda shop: shop.of(shop.one).update(vat_rate=None, vat_amount=None),
        "invoice INV-000001: its VAT is not that of its order",
    ),
    "another currency than the order": (
        change("INV-000001", currency="RUB"),
        "invoice INV-000001: its currency is not that of its order",
    ),
    "issued before it was paid": (
        change("INV-000001", issued_at=F("issued_at") - timedelta(days=1)),
        "invoice INV-000001: it was issued before its order was paid",
    ),
    "the number of another order": (
        change("INV-000001", order_number="AAAA-AAAA"),
        "invoice INV-000001: it names the order AAAA-AAAA, and is of {one}",
    ),
    "more credited than came back": (
        change("CN-000001", total_amount="70.00", vat_amount="11.18"),
        "credit note CN-000001: 7000 cents, and 6900 cents came back",
    ),
    "credited for nothing": (
        lambda shop: OrderReturn.objects.filter(number__endswith="/2").delete(),
        "credit note CN-000002: 6900 cents, and 0 cents came back",
    ),
    "more credited than invoiced": (
        change("INV-000003", total_amount="100.00", vat_amount="15.97"),
        "invoice INV-000003: 10000 cents, of which 13800 were credited",
    ),
    "a credit note of another invoice": (
        change("CN-000001", corrects="INV-000001"),
        "credit note CN-000001: INV-000001 is no invoice of its order",
    ),
    "a credit note of another rate": (
        change("CN-000001", vat_rate="7.00", vat_amount="4.51"),
        "credit note CN-000001: its seller, currency or VAT rate is not that of INV-000003",
    ),
    "a credit note of another seller": (
        change("CN-000001", seller={"legal_name": "Another"}),
        "credit note CN-000001: its seller, currency or VAT rate is not that of INV-000003",
    ),
    "a buyer of whom the address was left": (
        change("INV-000001", buyer_name=""),
        "invoice INV-000001: its buyer’s name is erased, and the address is not",
    ),
    "another line": (
        change("INV-000001", lines=[["DRUM", "Drum", 1, "68.99"]]),
        "invoice INV-000001: its total is 69.00, its lines sum to 68.99",
    ),
    "another VAT": (
        broken("invoices_vat_contained", "INV-000001", vat_amount="11.03"),
        "breaks invoices_vat_contained",
    ),
    "VAT of an order that is a cent too much": (
        lambda shop: order_without("orders_vat_contained", shop, vat_amount="11.03"),
        "breaks orders_vat_contained",
    ),
    "VAT without a rate": (
        lambda shop: order_without("orders_vat_has_rate", shop, vat_rate=None),
        "breaks orders_vat_has_rate",
    ),
    "a rate below zero": (
        lambda shop: order_without("orders_vat_rate_in_range", shop, vat_rate="-1", vat_amount="-0.69"),
        "breaks orders_vat_rate_in_range",
    ),
    "VAT of a credit note that is more than what is left": (
        change("CN-000002", vat_amount="11.03"),
        "credit note CN-000002: its VAT is 1103 cents, and 1101 are left of the VAT of what came back",
    ),
    "VAT of a credit note that was left by an earlier one": (
        change("CN-000001", vat_amount="11.00"),
        "credit note CN-000001: its VAT is 1100 cents, and 1102 are left of the VAT of what came back",
    ),
    "an order of another currency": (
        lambda shop: shop.of(shop.pending).update(currency="RUB"),
        "CURRENCY is EUR, and 1 orders are in RUB",
    ),
    "the trigger is gone": (
        lambda shop: untriggered("invoices_stay_as_issued").__enter__(),
        "table invoices: the trigger invoices_stay_as_issued is not in the database",
    ),
    "the trigger of credit notes is gone": (
        lambda shop: untriggered("invoices_credit_the_rest").__enter__(),
        "table invoices: the trigger invoices_credit_the_rest is not in the database",
    ),
}


def order_without(rule, shop, **values):
    with without("orders", rule):
        shop.of(shop.one).update(**values)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_named(invoiced, name):
    plant, named = PLANTED[name]
    plant(invoiced)
    assert_named(named.format(**vars(invoiced)))


def test_a_shop_with_invoices_has_no_faults(invoiced):
    assert list(inconsistencies()) == []
    assert list(doubts_of_invoices()) == []


def test_a_credit_note_of_before_whose_vat_was_rounded_by_itself_is_no_fault(invoiced):
    change("CN-000002", vat_amount="11.02")(invoiced)
    assert list(inconsistencies()) == []


def test_numbers_and_times_that_cross_are_named(invoiced):
    change("INV-000003", issued_at=F("issued_at") - timedelta(hours=1))(invoiced)
    change("CN-000002", issued_at=F("issued_at") - timedelta(hours=1))(invoiced)
    assert [doubt for doubt in doubts_of_invoices() if "before it" in doubt] == [
        f"invoice {number}: it was issued before the one with the number before it"
        for number in ("CN-000002", "INV-000003")
    ]


def test_orders_that_were_paid_before_the_first_invoice_need_none(shop):
    assert not Invoice.objects.exists()
    sells()
    place(shop.user, shop.shade, key="one").pay(by=shop.user)
    assert list(inconsistencies()) == []
