"""The page of sales: takings and orders by day, in the time zone of the shop, exact, and what sells best."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.admin.bars import HEIGHT, WIDTH, bars_of
from orders.models import Order
from orders.tests.factories import place
from shop.csv_tables import read_csv
from shop.tests.pages import attributes, browser, element, elements, text_of, words
from shop.tests.staff_forms import with_rights

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

PAGE = "/admin/orders/order/sales/"
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
NOVEMBER = "?from=2026-11-01&to=2026-11-30"


@pytest.fixture(autouse=True)
def _now(settings):
    settings.TIME_ZONE = "Europe/Stockholm"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff():
    return browser(StaffFactory())


def paid(moment, shade, quantity=1):
    order = place(None, shade, quantity=quantity)
    Order.objects.filter(pk=order.pk).update(
        created_at=moment - timedelta(minutes=1), expires_at=moment + timedelta(hours=1), status="paid", paid_at=moment
    )
    return order


def rows(page):
    return [[text_of(cell) for cell in row.css("th, td")] for row in elements(page, ".goods__table tbody tr")]


def by_day(staff, query):
    answer = staff.get(f"{PAGE}csv/{query}")
    return {day: (orders, takings) for day, orders, takings in list(read_csv(b"".join(answer)))[1:]}


def test_an_order_counts_on_the_day_it_was_paid_and_a_return_on_its_own(staff):
    shade = ProductFactory(price=Decimal("0.10"), stock=99)
    order = paid(datetime(2026, 11, 10, 23, 30, tzinfo=UTC), shade)  # 00:30 on the 11th in Stockholm
    for _ in range(3):
        paid(datetime(2026, 11, 10, 22, 30, tzinfo=UTC), shade)
    Order.objects.filter(pk=order.pk).update(dispatched_at=NOW)
    order.refresh_from_db()
    order.take_back({order.items.get().pk: 1}, restocked=(), by=order.user)
    found = by_day(staff, NOVEMBER)
    assert len(found) == 30
    assert {day: row for day, row in found.items() if row != ("0", "0.00")} == {
        "2026-11-10": ("3", "0.30"),
        "2026-11-11": ("1", "0.10"),
        "2026-11-28": ("0", "-0.10"),
    }
    page = staff.get(PAGE + NOVEMBER)
    assert words(page, ".sales__sum") == "€0.30 · orders: 4"
    assert "Highest: €0.30, 10 November 2026" in words(page, "desc")
    assert len(elements(page, "svg rect")) == 30


@pytest.mark.parametrize(
    ("today", "this", "last"),
    [
        ("2026-11-28", "?from=2026-10-01&to=2026-11-28", "?from=2026-07-01&to=2026-09-30"),
        ("2026-03-31", "?from=2026-01-01&to=2026-03-31", "?from=2025-10-01&to=2025-12-31"),
        ("2024-04-01", "?from=2024-04-01&to=2024-04-01", "?from=2024-01-01&to=2024-03-31"),
    ],
)
def test_this_quarter_stands_beside_the_whole_one_before(staff, today, this, last):
    with time_machine.travel(f"{today}T12:00Z", tick=False):
        tabs = {text_of(tab): tab.attributes["href"] for tab in elements(staff.get(PAGE), ".tabs a")}
        assert (tabs["This quarter"], tabs["Last quarter"]) == (this, last)
        assert words(staff.get(PAGE + last), '.tabs a[aria-current="page"]') == "Last quarter"


def test_what_sells_best_and_how_long_it_lasts(staff):
    much, little, hidden = (ProductFactory(stock=stock, price=10) for stock in (50, 30, 10))
    paid(NOW - timedelta(days=2), much, 20)
    paid(NOW - timedelta(days=40), little, 9)
    paid(NOW - timedelta(days=1), little, 2)
    paid(NOW, hidden, 1)
    Product.objects.filter(pk=hidden.pk).update(is_public=False)
    best = [[row[0].split()[0], *row[1:]] for row in rows(staff.get(PAGE))[:3]]
    # 20 in 30 days: 30 last 45 days; 2 in 30 days: 19 last 285 days
    assert best == [
        [much.sku, "20", "€200.00", "30", "45"],
        [little.sku, "2", "€20.00", "19", "285"],
        [hidden.sku, "1", "€10.00", "9", "hidden"],
    ]


def test_what_came_back_sells_no_best(staff):
    drum, ring, cone = (ProductFactory(stock=9, price=Decimal("69.50")) for _ in range(3))
    once = paid(NOW - timedelta(days=40), ring)
    for order, back in ((paid(NOW - timedelta(days=2), drum, 3), 2), (paid(NOW, cone), 1), (once, 1)):
        Order.objects.filter(pk=order.pk).update(dispatched_at=NOW)
        order.refresh_from_db()
        order.take_back({order.items.get().pk: back}, restocked=(), by=order.user)
    best = [row for row in rows(staff.get(PAGE)) if len(row) > 3]
    # 1 in 30 days: 6 last 180 days
    assert [[row[0].split()[0], *row[1:]] for row in best] == [[drum.sku, "1", "€69.50", "6", "180"]]


def test_a_shade_is_a_link_for_who_may_see_it():
    shade = ProductFactory()
    paid(NOW, shade)
    page = with_rights("orders", "view_order").get(PAGE)
    assert rows(page)[0][0].startswith(shade.sku)
    assert elements(page, ".goods__table a") == []
    page = with_rights("both", "view_order", "view_product").get(PAGE)
    assert attributes(page, ".goods__table a", "href") == [f"/admin/catalog/product/{shade.pk}/change/"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?from=2026-11-30&to=2026-11-01", "Choose a period of at most a year, its first day first."),
        ("?from=2024-11-30&to=2026-11-01", "Choose a period of at most a year, its first day first."),
        ("?from=yesterday", "This is no day."),
        ("?from=9999-12-31&to=9999-12-31", "Choose days from the year 2000 to the year 2100."),
        ("?from=0001-01-01&to=0001-01-02", "Choose days from the year 2000 to the year 2100."),
        ("?from=1999-12-31&to=2000-01-02", "Choose days from the year 2000 to the year 2100."),
    ],
)
def test_a_period_that_is_none_is_said_and_the_usual_one_shown(staff, query, said):
    page = staff.get(PAGE + query)
    assert page.status_code == 200
    assert words(page, ".errornote") == said
    assert attributes(page, ".chart svg", "role") == ["img"]
    answer = staff.get(f"{PAGE}csv/{query}")
    assert (answer.status_code, answer.url) == (303, PAGE + query)


def test_only_who_may_see_orders_sees_sales():
    user = UserFactory(is_staff=True)
    client = browser(user)
    assert {client.get(PAGE).status_code, client.get(f"{PAGE}csv/").status_code} == {403}
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    assert browser(user).get(PAGE).status_code == 200
    assert PAGE in attributes(browser(user).get("/admin/"), ".today a", "href")


def test_the_page_is_six_statements_whatever_was_sold():
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_order"))
    client = browser(user)
    client.get(PAGE)
    for count in (1, 4):
        for _ in range(count):
            paid(NOW, ProductFactory())
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        # session, user; rights of the user and of the groups; days, best sellers
        assert len(asked) == 6


def test_bars_stand_on_a_line_and_what_is_below_zero_hangs_from_it():
    chart = bars_of([Decimal(30), Decimal(0), Decimal(-10)])
    high, none, below = [[float(number) for number in bar] for bar in chart.bars]
    assert (high[1], high[3], none[3], below[3]) == (0, HEIGHT * 3 / 4, 0, HEIGHT / 4)
    assert float(chart.zero) == high[3] == below[1]
    assert below[0] + below[2] <= WIDTH
    assert bars_of([]).bars == []


def test_the_chart_has_a_title_and_no_style_of_its_own(staff):
    page = staff.get(f"/ru{PAGE}")
    drawing = element(page, ".chart svg")
    names = drawing.attributes["aria-labelledby"].split()
    assert all(text_of(element(page, f"#{name}")) for name in names)
    assert elements(page, ".chart [style], .chart [fill]") == []
