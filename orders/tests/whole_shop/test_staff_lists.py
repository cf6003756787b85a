"""What the lists of the admin and the page of an order ask the database: each statement by name, one COUNT a list."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import StaffFactory
from catalog.models import Family, Lamp, Product, StockMovement
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.models import Invoice, Order
from orders.tests.factories import place
from pages.models import Business, HomePage, Page
from pages.tests.pages import write
from shop.tests.pages import elements

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

# Who is logged in. The shop's name and its pages are read once a second.
ALWAYS, NOW_AND_THEN = ["django_session", "users"], {"business", "pages in links"}
# After these: the rows that are found are counted, and those of one page are read.
LISTS = {
    User: ["count users", "users"],
    Group: ["count auth_group", "auth_group"],
    LogEntry: ["count django_admin_log", "django_admin_log"],
    Family: ["count families", "families"],
    Lamp: ["count lamps", "lamps"],
    Product: ["count products", "products", "photos"],
    StockMovement: ["count stock_movements", "stock_movements"],
    Order: ["count orders", "orders", "order_items"],
    Invoice: ["count invoices", "invoices"],
    Page: ["count pages", "pages"],
}
# There is one row, and no list of it.
ONE_ROW = {Business, HomePage}


@pytest.fixture
def staff(client):
    user = StaffFactory()
    client.force_login(user)
    return user


def statements(client, address):
    """The tables that a page asks, in this order, without those that are read once for many pages."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, address
    found = [name_of(one["sql"]) for one in asked]
    return [name for name in found if name not in NOW_AND_THEN]


def name_of(sql):
    # Not that of a condition within the statement.
    table = re.search(r'FROM "(\w+)"(?! U\d)', sql)[1]
    if table == "pages" and '"pages"."id" AS "pk"' in sql:
        return "pages in links"
    return f"count {table}" if "COUNT(" in sql else table


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_every_list_is_named_here():
    assert set(LISTS) | ONE_ROW == set(admin.site._registry)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
def test_a_list_counts_once_whatever_its_number_of_rows(client, staff, model):
    make = {Family: FamilyFactory, Lamp: LampFactory, Product: ProductFactory, User: StaffFactory, Order: place}
    place()
    write()
    for _ in range(2):
        if model in make:
            make[model]()
        assert statements(client, list_of(model)) == ALWAYS + LISTS[model]


def page_of(order):
    return reverse("admin:orders_order_change", args=[order.pk])


def test_the_page_of_an_order_is_five_statements_and_one_more_for_its_papers_and_for_returns(client, staff):
    order = place(None, ProductFactory(), ProductFactory(), quantity=2)
    lines = [*ALWAYS, "orders", "order_items", "order_events"]
    assert statements(client, page_of(order)) == lines
    order.pay(by=staff)
    assert statements(client, page_of(order)) == [*lines, "invoices"]
    order.dispatch(by=staff)
    assert statements(client, page_of(order)) == [*lines, "invoices"]
    order.take_back({line.pk: 1 for line in order.items.all()}, restocked=(), by=staff)
    assert statements(client, page_of(order)) == [*lines[:-1], "order_returns", "order_events", "invoices"]


def test_the_page_of_an_order_has_returns_and_leads_to_one_while_there_is_something_to_come_back(client, staff):
    order = place(None, ProductFactory(), quantity=2)
    seen = []
    for verb in (
        lambda: None,
        lambda: order.pay(by=staff),
        lambda: order.dispatch(by=staff),
        *[back(order, staff)] * 2,
    ):
        verb()
        page = client.get(page_of(order))
        seen.append((len(elements(page, "#returns-group")), len(elements(page, '.verbs a[href$="/return/"]'))))
    assert seen == [(0, 0), (0, 0), (0, 1), (1, 1), (1, 0)]


def back(order, staff):
    return lambda: order.take_back({order.items.get().pk: 1}, restocked=(), by=staff)


def test_each_line_of_an_order_has_its_own_photograph_by_day(client, staff):
    one, bare = ProductFactory(), ProductFactory(photos=False, is_public=False)
    order = place(None, one)
    order.items.create(product=bare, product_name="Bare", product_price=5, quantity=1)
    page = client.get(page_of(order))
    assert [len(cell.css("img")) for cell in elements(page, "#items-group .field-picture")] == [1, 0]
    name = one.photos.get(kind="unlit").image.name.rpartition("/")[0]
    (photo,) = elements(page, "#items-group .field-picture img")
    assert name in photo.attributes["src"]


def test_each_row_is_ticked_by_a_box_with_its_name(client, staff):
    order = place()
    (box,) = elements(client.get(list_of(Order)), "#result_list input.action-select")
    named = {"name": "_selected_action", "value": str(order.pk), "type": "checkbox"}
    assert {name: box.attributes[name] for name in named} == named
    assert box.attributes["aria-label"] == f"Select this object for an action - {order.number}"


def test_each_cell_has_the_heading_of_its_column(client, staff):
    place()
    cells = elements(client.get(list_of(Order)), "#result_list tbody [data-label]")
    headings = ["Number", "Recipient", "What", "Pieces", "Total", "Status", "Placed"]
    assert [cell.attributes["data-label"] for cell in cells] == headings
