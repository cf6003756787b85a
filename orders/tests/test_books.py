"""Orders out as CSV: all that the filtered list shows, a row a line, and what came back with a minus."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.tests.factories import ProductFactory
from orders import books
from orders.models import Order, OrderItem
from orders.tests.factories import place
from orders.tests.seller import sells
from shop.csv_tables import read_csv
from shop.tests.pages import attribute, browser

pytestmark = pytest.mark.django_db

LIST = "/admin/orders/order/"


@pytest.fixture
def staff():
    return browser(StaffFactory())


@pytest.fixture
def sent():
    """Two shades for 69.50 each, dispatched; one of them came back."""
    user = UserFactory()
    order = place(user, ProductFactory(sku="HALM-30", name_en="Halm", price=Decimal("69.50")), quantity=2)
    order.pay(by=user)
    order.dispatch(by=user)
    order.take_back({order.items.get().pk: 1}, restocked=(), by=user)
    return order


def table(answer):
    return list(read_csv(b"".join(answer)))


def numbers(answer):
    return [row[0] for row in table(answer)[1:]]


def day(moment):
    """In the zone of the shop."""
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def test_a_row_a_line_and_what_came_back_with_a_minus(staff, sent):
    head, sold, back = table(staff.get(f"{LIST}csv/"))
    assert head == [
        *("number", "placed", "paid at", "dispatched at", "came back", "status", "SKU", "name", "quantity", "price"),
        *("amount", "country", "currency", "VAT rate, %", "VAT of the order or return"),
    ]
    assert [sold[0], *sold[4:]] == [
        sent.number, "", "Paid", "HALM-30", "Halm", "2", "69.50", "139.00", "SE", "EUR", "", ""
    ]  # fmt: skip
    assert [back[0], *back[5:-4]] == [sent.number, "Paid", "HALM-30", "Halm", "-1", "69.50", "-69.50"]
    assert back[-4:] == ["SE", "EUR", "", ""]
    assert back[4].startswith(day(sent.returns.get().created_at))
    assert all(cell.startswith(day(sent.created_at)) for cell in sold[1:4])


@pytest.mark.parametrize("street", ["Lindenstraße 7", ""])
def test_the_vat_stands_on_the_first_row_of_an_order_and_of_a_return_and_adds_up_to_nothing(staff, street):
    """With credit notes, and without: then it is what they would say."""
    sells(street=street)
    user = UserFactory()
    order = place(user, *(ProductFactory(price=Decimal("69.00")) for _ in range(2)), quantity=2)
    order.pay(by=user)
    order.dispatch(by=user)
    first, second = order.items.order_by("pk")
    for back in ({first.pk: 1}, {first.pk: 1, second.pk: 1}, {second.pk: 1}):
        order.take_back(back, restocked=(), by=user)
    _head, *rows = table(staff.get(f"{LIST}csv/"))
    assert [row[-1] for row in rows] == ["44.07", "-11.02", "-22.03", "", "", "-11.02"]
    assert sum(Decimal(row[-1] or 0) for row in rows) == 0
    notes = order.invoices.filter(series="CN").order_by("pk").values_list("vat_amount", flat=True)
    assert [*notes] == ([Decimal("11.02"), Decimal("22.03"), Decimal("11.02")] if street else [])


def test_in_russian_as_excel_expects_it(staff, sent):
    text = b"".join(staff.get(f"/ru{LIST}csv/")).decode()
    assert text.startswith('\ufeff"номер";')
    assert '"2";"69,50";"139,00";"SE";"EUR";"";""' in text
    assert '"Оплачен";' in text


def test_no_name_of_a_shade_is_a_formula(staff, sent):
    OrderItem.objects.update(product_name="=1+1")
    assert '"\'=1+1"' in b"".join(staff.get(f"{LIST}csv/")).decode()


def test_it_has_what_the_list_shows_on_all_its_pages(staff, sent, monkeypatch):
    monkeypatch.setattr("orders.admin.orders.OrderAdmin.list_per_page", 1)
    waiting = [place(key=key) for key in ("1", "2")]
    page = staff.get(f"{LIST}?state=waiting&p=2")
    address = attribute(page, f'#content a[href^="{LIST}csv/"]', "href")
    assert numbers(staff.get(address)) == [order.number for order in waiting]
    assert numbers(staff.get(f"{LIST}csv/?state=sent")) == [sent.number] * 2
    assert numbers(staff.get(f"{LIST}csv/?q={waiting[1].number}")) == [waiting[1].number]
    assert staff.get(f"{LIST}csv/?created_at__gte=x").status_code in (303, 400)


def test_whoever_may_not_see_orders_gets_none(sent):
    user = UserFactory(is_staff=True)
    client = browser(user)
    assert client.get(f"{LIST}csv/").status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    assert numbers(browser(user).get(f"{LIST}csv/")) == [sent.number] * 2


def test_orders_are_read_a_few_at_a_time(monkeypatch, django_assert_num_queries, django_assert_max_num_queries):
    monkeypatch.setattr(books, "AT_ONCE", 2)
    for key in range(5):
        place(key=str(key))
    rows = books.rows_of(Order.objects.order_by("pk"))
    assert next(rows)[0] == "number"
    # orders; their lines, with SKUs, and their returns: of the first two orders, and not yet of the third
    with django_assert_num_queries(3):
        assert [next(rows)[0], next(rows)[0]]
    with django_assert_num_queries(2):
        next(rows)
    with django_assert_max_num_queries(2):
        assert len(list(rows)) == 2
