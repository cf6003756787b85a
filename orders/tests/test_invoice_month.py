"""A month of invoices for the bookkeeper: sums by VAT rate on a page, and every paper as CSV."""

from datetime import datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.tests.factories import ProductFactory
from orders import invoice_books
from orders.tests.factories import place
from orders.tests.seller import sells
from shop.csv_tables import read_csv
from shop.tests.pages import attribute, browser, element, elements, text_of, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

MONTH = "/admin/orders/invoice/month/"


def at(*moment):
    """In the shop's time zone."""
    return datetime(*moment, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def october():
    """Two orders at 19 %, of one of which a shade came back, and one at 7 %; one the second before, one after."""
    user, shade = UserFactory(), ProductFactory(sku="HALM-30", price=Decimal("69.00"), stock=50)

    def paid(key, *moment, rate="19.00", quantity=1):
        with time_machine.travel(at(*moment), tick=False):
            sells(vat_rate=Decimal(rate))
            order = place(user, shade, key=key, quantity=quantity)
            order.pay(by=user)
        return order

    paid("before", 2026, 9, 30, 23, 59, 59)
    first = paid("first", 2026, 10, 1, 0, 0, quantity=2)
    paid("second", 2026, 10, 31, 23, 59, 59)
    paid("other rate", 2026, 10, 15, 12, 0, rate="7.00")
    with time_machine.travel(at(2026, 10, 20, 9, 0), tick=False):
        first.dispatch(by=user)
        first.take_back({first.items.get().pk: 1}, restocked=(), by=user)
    paid("after", 2026, 11, 1, 0, 0)
    return first


@pytest.fixture
def staff():
    return browser(StaffFactory())


def table(answer):
    return list(read_csv(b"".join(answer)))


def test_a_row_for_each_paper_and_sums_by_rate(staff, october):
    head, *rows = table(staff.get(f"{MONTH}csv/?month=2026-10"))
    assert head == [
        *("number", "issued", "order", "corrects", "buyer", "country", "currency", "VAT rate, %"),
        *("net", "VAT", "total"),
    ]
    assert rows[0] == [
        *("INV-000002", "2026-10-01 00:00", october.number, "", "Anna Lindqvist", "SE"),
        *("EUR", "19.00", "115.97", "22.03", "138.00"),
    ]
    assert [[row[0], *row[7:]] for row in rows[1:]] == [
        ["INV-000003", "19.00", "57.98", "11.02", "69.00"],
        ["INV-000004", "7.00", "64.49", "4.51", "69.00"],
        ["CN-000001", "19.00", "-57.98", "-11.02", "-69.00"],
        ["total", "19.00", "115.97", "22.03", "138.00"],
        ["total", "7.00", "64.49", "4.51", "69.00"],
    ]
    assert rows[3][3] == "INV-000002"


def test_the_page_has_the_same_sums_and_leads_to_the_table(staff, october):
    page = staff.get(f"{MONTH}?month=2026-10")
    assert [text_of(row) for row in elements(page, "#content tbody tr")] == [
        "19 % 2 1 €115.97 €22.03 €138.00",
        "7 % 1 0 €64.49 €4.51 €69.00",
    ]
    assert words(page, "#content h2") == "October 2026"
    assert attribute(page, '#content a[href*="/csv/"]', "href") == f"{MONTH}csv/?month=2026-10"
    assert attribute(page, '#content input[name="month"]', "value") == "2026-10"


def test_in_russian_as_excel_expects_it(staff, october):
    text = b"".join(staff.get(f"/ru{MONTH}csv/?month=2026-10")).decode()
    assert text.startswith('\ufeff"номер";"выставлен";')
    assert '"7,00";"64,49";"4,51";"69,00"' in text


def test_no_name_of_a_buyer_is_a_formula(staff):
    sells()
    order = place()
    type(order).objects.update(name="=1+1")
    order.pay(by=order.user)
    assert '"\'=1+1"' in b"".join(staff.get(f"{MONTH}csv/")).decode()


@time_machine.travel(at(2026, 3, 31, 12, 0))
def test_without_a_month_it_is_this_one_and_the_last_is_a_link_away(staff):
    page = staff.get(MONTH)
    assert text_of(element(page, "#content tbody")) == "No invoices were issued."
    tabs = elements(page, "#content .tabs a")
    assert [(tab.attributes["href"], "aria-current" in tab.attributes) for tab in tabs] == [
        ("?", True),
        ("?month=2026-02", False),
    ]


@pytest.mark.parametrize("month", ["2026-13", "x", "2026-10-01", "0001-01", "9999-12", "١٢", "\x00", "2026-1\n"])
def test_what_is_no_month_is_said_beside_the_field_and_has_no_table(staff, month):
    answer = staff.get(MONTH, {"month": month})
    assert answer.status_code in (200, 400)
    if answer.status_code == 200 and month != "2026-1\n":
        assert elements(answer, ".errornote")
        table = staff.get(f"{MONTH}csv/", {"month": month})
        assert (table.status_code, table.url.partition("?")[0]) == (303, MONTH)


def test_papers_are_read_a_few_at_a_time(october, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(invoice_books, "AT_ONCE", 2)
    month = invoice_books.Month(october.paid_at.astimezone(timezone.get_current_timezone()).date())
    with django_assert_num_queries(1):
        assert len(list(invoice_books.rows_of(month))) == 7
    with django_assert_num_queries(1):
        assert len(invoice_books.sums_of(month)) == 2
