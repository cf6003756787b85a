"""What was sold keeps its currency: the owner may change CURRENCY, and no order, invoice or table means another sum."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from accounts.tests.factories import StaffFactory
from orders import checks
from orders.consistency import inconsistencies
from orders.own_data import data_of
from orders.tests.factories import place
from orders.tests.seller import sells
from shop.csv_tables import read_csv
from shop.tests.pages import browser, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def order(settings):
    """Sold for €138.00, of which a half came back; by now the shop says that it sells in roubles."""
    sells()
    order = place(quantity=2)
    order.pay(by=order.user)
    order.dispatch(by=StaffFactory())
    order.take_back({order.items.get().pk: 1}, restocked=(), by=StaffFactory())
    place(order.user, key="pending")
    settings.CURRENCY = "RUB"
    return order


def test_a_new_order_is_in_the_currency_of_the_shop(settings):
    sells()
    settings.CURRENCY = "RUB"
    order = place()
    order.pay(by=order.user)
    order.refresh_from_db()
    assert (order.currency, order.invoices.get().currency) == ("RUB", "RUB")
    assert list(inconsistencies()) == []


def test_every_page_of_what_was_sold_says_euros(order):
    client, staff = browser(order.user), browser(StaffFactory())
    pending = order.user.orders.get(status="pending")
    invoice, note = order.invoices.all()
    pages = [
        client.get("/orders/"),
        client.get(order.get_absolute_url()),
        client.get(f"{pending.get_absolute_url()}pay/"),
        client.get(f"{pending.get_absolute_url()}cancel/"),
        *(client.get(f"{order.get_absolute_url()}{paper.number}/print/") for paper in (invoice, note)),
        *(staff.get(f"/admin/orders/{address}") for address in ("order/", f"order/{order.pk}/change/")),
        *(staff.get(f"/admin/orders/{address}") for address in ("invoice/", "invoice/month/")),
        staff.get(f"/admin/orders/order/{order.pk}/return/"),
        staff.post("/admin/orders/order/", {"action": "cancel", "_selected_action": pending.pk}),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "€" in words(page)
        assert "₽" not in words(page)


def test_tables_and_the_file_of_a_person_say_it(order):
    staff = browser(StaffFactory())
    for address, papers in (("invoice/month/csv/", 2), ("order/csv/", 2)):
        head, *rows = read_csv(b"".join(staff.get(f"/admin/orders/{address}")))
        assert [row[head.index("currency")] for row in rows[:papers]] == ["EUR"] * papers
    sold = data_of(order.user)["orders"][0]
    assert [sold["currency"], *(paper["currency"] for paper in sold["invoices"])] == ["EUR"] * 3


def test_check_shop_and_migrate_name_it(order, settings):
    assert "CURRENCY is RUB, and 2 orders are in EUR" in list(inconsistencies())
    with pytest.raises(SystemCheckError, match="CURRENCY is RUB, and there are orders in EUR"):
        call_command("migrate", skip_checks=False, stdout=StringIO())
    settings.CURRENCY = "EUR"
    call_command("migrate", skip_checks=False, stdout=StringIO())


def test_where_there_are_no_orders_yet_nothing_is_asked(order, monkeypatch):
    assert checks.currency_is_kept(databases=None) == []
    monkeypatch.setattr("orders.checks.has_currency", lambda alias: False)
    assert checks.currency_is_kept(databases=["default"]) == []
