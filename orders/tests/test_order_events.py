"""The log of orders and of what staff change."""

import logging

import pytest

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.tests.factories import place
from orders.tests.transfers import by_transfer
from shop.logs import logger
from shop.tests.pages import browser, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(caplog):
    caplog.set_level(logging.INFO)
    return lambda: [(record.getMessage(), record.fields) for record in caplog.records if record.name == logger.name]


def test_what_becomes_of_an_order_is_a_line_each(events, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        paid, cancelled = place(), place()
        staff = StaffFactory()
        paid.pay(by=paid.user)
        paid.dispatch(by=staff)
        cancelled.cancel(by=None)
    assert events() == [
        ("order placed", {"order": paid.number, "by": paid.user.pk, "total": str(paid.total_amount)}),
        ("order placed", {"order": cancelled.number, "by": cancelled.user.pk, "total": str(cancelled.total_amount)}),
        ("order paid", {"order": paid.number, "by": paid.user.pk}),
        ("order dispatched", {"order": paid.number, "by": staff.pk}),
        ("order cancelled", {"order": cancelled.number, "by": None}),
    ]


def test_an_order_that_is_taken_up_and_comes_back_is_a_line_each(events, settings, django_capture_on_commit_callbacks):
    by_transfer(settings)
    order, staff = place(), StaffFactory()
    order.cancel(by=None)
    with django_capture_on_commit_callbacks(execute=True):
        order.take_up(by=staff)
        order.dispatch(by=staff)
        order.take_back({order.items.get().pk: 1}, restocked=(), by=staff)
    said = ("order paid", "order dispatched", "order returned")
    assert events() == [(what, {"order": order.number, "by": staff.pk}) for what in said]


def test_an_order_that_was_not_stored_is_no_line(events, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        place()
    assert events() == []


def test_what_staff_change_is_a_line(events, django_capture_on_commit_callbacks):
    staff, product = StaffFactory(is_superuser=True), ProductFactory()
    client = browser(staff)
    address = f"/admin/catalog/product/{product.pk}/change/"
    fields = sent(client.get(address))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, fields | {"price": "99.00"}).status_code == 302
    assert ("staff changed product", {"by": staff.pk, "row": str(product.pk)}) in events()
