"""The staff's start page: its figures, and that each leads to exactly the rows that it counts."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.admin import today
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.admin.today import from_now, periods
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import elements, text_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(client):
    user = StaffFactory()
    client.force_login(user)
    return user


def figures(page):
    """Label to (value, address)."""
    found = {}
    for row in elements(page, ".today__figures > div"):
        link = row.css_first("a")
        found[link.text()] = (" ".join(row.css_first("dd").text().split()), link.attributes["href"])
    return found


def rows(client, address):
    """What the list shows there, by the text that leads to each row."""
    return [link.text() for link in elements(client.get(address), "#result_list tbody th a")]


def paid(moment, amount):
    order = place(None, ProductFactory(price=amount))
    Order.objects.filter(pk=order.pk).update(
        created_at=moment - timedelta(minutes=1), expires_at=moment + timedelta(hours=1), status="paid", paid_at=moment
    )
    return order


def test_orders_to_dispatch_and_waiting_lead_to_exactly_them(client, staff):
    older, newer = paid(NOW - timedelta(days=3), 10), paid(NOW - timedelta(hours=2), 10)
    sent = paid(NOW - timedelta(days=4), 10)
    Order.objects.filter(pk=sent.pk).update(dispatched_at=NOW)
    waiting = place()
    found = figures(client.get("/admin/"))
    value, address = found["To dispatch"]
    assert value == "2 the oldest was paid 3 days ago"
    assert rows(client, address) == [older.number, newer.number]
    value, address = found["Waiting for payment"]
    assert value.startswith("1 the next expires in ")
    assert rows(client, address) == [waiting.number]
    assert rows(client, reverse("admin:orders_order_changelist") + "?state=sent") == [sent.number]


@pytest.mark.parametrize(
    ("away", "said"),
    [
        ({"days": 3, "hours": 23, "minutes": 59}, ("in 3 days", "3 days ago")),
        ({"days": 6, "hours": 23}, ("in 6 days", "6 days ago")),
        ({"days": 13}, ("in 1 week", "1 week ago")),
        ({"hours": 1, "minutes": 59}, ("in 1 hour", "1 hour ago")),
        ({"minutes": 59, "seconds": 59}, ("in 59 minutes", "59 minutes ago")),
        ({"seconds": 1}, ("in 1 minute", "1 minute ago")),
        ({"days": 364}, ("in 12 months", "12 months ago")),
    ],
)
def test_only_full_units_are_said(away, said):
    assert (from_now(NOW + timedelta(**away)), from_now(NOW - timedelta(**away))) == said


def test_takings_are_by_the_day_an_order_was_paid_in_the_time_zone_of_the_shop(client, staff, settings):
    settings.TIME_ZONE = "Europe/Stockholm"
    today = paid(datetime(2026, 11, 27, 23, 30, tzinfo=UTC), 20)  # 00:30 on the 28th in Stockholm
    yesterday = paid(datetime(2026, 11, 27, 22, 30, tzinfo=UTC), 30)
    last_month = paid(datetime(2026, 10, 31, 22, 59, tzinfo=UTC), 70)  # 23:59 on the 31st
    found = figures(client.get("/admin/"))
    expected = {
        "Today": ("€20.00", [today]),
        "Yesterday": ("€30.00", [yesterday]),
        "This week": ("€50.00", [today, yesterday]),
        "Last week": ("€0.00", []),
        "This month": ("€50.00", [today, yesterday]),
        "Last month": ("€70.00", [last_month]),
    }
    for label, (amount, orders) in expected.items():
        value, address = found[label]
        assert value.startswith(f"{amount} {len(orders)} order"), label
        assert rows(client, address) == [order.number for order in orders], label


def test_what_came_back_is_subtracted_on_its_own_day(client, staff):
    order = paid(NOW - timedelta(days=1), 30)
    Order.objects.filter(pk=order.pk).update(dispatched_at=NOW - timedelta(hours=1))
    Order.objects.get(pk=order.pk).take_back({order.items.get().pk: 1}, restocked=(), by=staff)
    found = figures(client.get("/admin/"))
    assert found["Today"][0] == "-€30.00 0 orders, €30.00 came back"
    assert found["Yesterday"][0] == "€30.00 1 order"
    assert found["This month"][0] == "€0.00 1 order, €30.00 came back"


def test_periods_follow_one_another_over_a_change_of_the_clock():
    for month in range(1, 13):
        spans = {label: (start, end) for label, start, end in periods(datetime(2026, month, 1, 5, tzinfo=UTC))}
        for now, before in (("Today", "Yesterday"), ("This week", "Last week"), ("This month", "Last month")):
            assert spans[before][1] == spans[now][0]
            assert spans[now][0] <= datetime(2026, month, 1, 5, tzinfo=UTC) < spans[now][1]


def test_stock_and_drafts_lead_to_exactly_their_shades(client, staff):
    out = ProductFactory(stock=0, sku="OUT")
    low = ProductFactory(stock=2, low_stock_at=2, sku="LOW")
    ProductFactory(stock=3, low_stock_at=2, sku="ENOUGH")
    hidden = ProductFactory(stock=0, sku="DRAFT", is_public=False, name_ru="", price=Decimal(5))
    page = client.get("/admin/")
    found = figures(page)
    for label, shade in (("Sold out", out), ("Low stock", low), ("Hidden", hidden)):
        value, address = found[label]
        assert value == "1"
        assert rows(client, address) == [shade.sku]
    draft = found[str(hidden)]
    assert draft[0] == "DRAFT lacks: name (Russian)"
    assert draft[1] == reverse("admin:catalog_product_change", args=[hidden.pk])
    # Large like a number, an SKU would be broken into three lines.
    assert [text_of(name) for name in elements(page, ".today__name")] == ["DRAFT lacks: name (Russian)"]


def test_of_many_shades_no_more_are_counted_than_are_said(client, staff, monkeypatch):
    ProductFactory.create_batch(3, is_public=False)
    ProductFactory.create_batch(2, stock=0)
    monkeypatch.setattr(today, "MOST_COUNTED", 2)
    with CaptureQueriesContext(connection) as queries:
        found = figures(client.get("/admin/"))
    assert (found["Hidden"][0], found["Sold out"][0], found["Low stock"][0]) == ("2+", "2", "0")
    (statement,) = (query["sql"] for query in queries if "'hidden'" in query["sql"])
    assert statement.count("LIMIT 3") == 3
    assert [today.counted(number) for number in (2, 3)] == ["2", "2+"]
    monkeypatch.undo()
    assert today.counted(1001) == "1,000+"


def test_what_is_missing_is_one_folded_list_below_all_figures_once_there_are_orders(client, staff):
    (missing,) = elements(client.get("/admin/"), ".today__list")
    assert "open" in missing.attributes
    assert len(missing.css("li a")) == int(missing.css_first("h2").text().rpartition(": ")[2])
    place()
    page = client.get("/admin/")
    assert "open" not in elements(page, ".today__list")[0].attributes
    assert elements(page, ".today > *")[-1].tag == "details"
    paid(NOW, 10)
    Order.objects.update(status="paid", paid_at=NOW, dispatched_at=NOW)
    assert "open" not in elements(client.get("/admin/"), ".today__list")[0].attributes


def test_only_what_a_reader_may_see_is_shown(client):
    user = UserFactory(is_staff=True)
    client.force_login(user)
    assert figures(client.get("/admin/")) == {}
    user.user_permissions.add(Permission.objects.get(codename="view_product"))
    assert set(figures(client.get("/admin/"))) == {"Sold out", "Low stock", "Hidden"}
    user.user_permissions.set([Permission.objects.get(codename="view_order")])
    assert "Takings" in words(client.get("/admin/"), ".today")
    assert "Hidden" not in figures(client.get("/admin/"))


def test_the_start_page_is_eight_statements_whatever_there_is(client, staff):
    client.get("/admin/")
    for count in (1, 6):
        for _ in range(count):
            paid(NOW, 10)
            ProductFactory(is_public=False)
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/")
        # session, user, log of the reader; orders, takings; stock; drafts and their photographs
        assert len(asked) == 8
    assert Product.objects.filter(is_public=False).count() == 7


@pytest.mark.parametrize(
    ("path", "index"), [("/admin/", "of_user"), ("/admin/catalog/product/{}/history/", "of_row")], ids=["start", "row"]
)
def test_however_long_the_log_is_an_index_leads_to_the_entries_of_a_page(client, staff, path, index):
    path = path.format(ProductFactory().pk)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    (statement,) = (query["sql"] for query in queries if 'FROM "django_admin_log"' in query["sql"])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Of a few rows it would read all, and sort them.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {statement}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        plan = str(cursor.fetchall())
    assert f"django_admin_log_{index}" in plan
