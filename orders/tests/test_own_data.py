"""A shopper downloads what is stored of them as one file, staff make it for others, and old orders lose the person."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from orders.consistency import inconsistencies
from orders.housekeeping import MOST_ERASED, tidy
from orders.models import Order
from orders.personal import PERSONAL, outlived_before
from orders.tests.factories import place
from pages.tests.business import say
from shop.tests.pages import attribute, browser
from shop.tests.staff_forms import address, with_rights

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


def read(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    return json.loads(response.content)


def test_the_file_has_what_was_typed_into_the_order_form_and_is_not_ordered_yet(anna):
    CartItemFactory(user=anna)
    client = browser(anna)
    assert read(client.get("/account/data/"))["order_form"] == {}
    client.post("/orders/", {"checkout_key": "x", "name": "Anna Lind", "street": ""})
    assert read(client.get("/account/data/"))["order_form"]["name"] == "Anna Lind"


def test_the_file_has_account_cart_and_orders(anna):
    say(legal_name="Lampe", street="Lampenweg 3", city="Berlin", country="DE", vat_rate=19)
    order = place(anna, quantity=2)
    order.pay(by=anna)
    order.dispatch(by=StaffFactory())
    order.take_back({order.items.get().pk: 1}, restocked=[], by=StaffFactory())
    Order.objects.filter(pk=order.pk).update(staff_note="rings at the back door")
    line = CartItemFactory(user=anna)
    client = browser(anna)
    response = client.get(attribute(client.get("/account/"), "#a-data ~ p a", "href"))
    assert response["Content-Disposition"].startswith('attachment; filename="personal-data-20')
    data = read(response)
    assert data["account"]["email"] == "anna@example.org"
    assert data["cart"] == [
        {"sku": line.product.sku, "quantity": line.quantity, "updated_at": data["cart"][0]["updated_at"]}
    ]
    (sold,) = data["orders"]
    assert (sold["number"], sold["status"], sold["currency"]) == (order.number, "paid", "EUR")
    assert sold["total"] == str(order.total_amount)
    assert sold["delivery"]["name"] == order.name
    assert sold["lines"][0]["quantity"] == 2
    assert [event["to"] for event in sold["events"]] == ["pending", "paid", "paid", "paid"]
    assert sold["returns"][0]["quantity"] == 1
    assert [invoice["number"] for invoice in sold["invoices"]] == ["INV-000001", "CN-000001"]
    invoice, note = sold["invoices"]
    assert (invoice["buyer"]["name"], invoice["seller"]["legal_name"]) == (order.name, "Lampe")
    assert (note["corrects"], note["return"]) == ("INV-000001", f"{order.number}/1")
    (line,) = note["lines"]
    assert line == {"sku": order.items.get().product.sku, **sold["lines"][0], "quantity": 1}
    assert (sold["vat"], invoice["vat"], sold["vat_rate"]) == (invoice["vat"], str(order.vat_amount), "19.00")
    assert "back door" not in response.content.decode()


def test_nothing_of_others_is_in_it(anna):
    place(UserFactory())
    assert read(browser(anna).get("/account/data/"))["orders"] == []


def test_who_is_not_logged_in_is_asked_to():
    assert browser().get("/account/data/").url == "/auth/login/?next=/account/data/"


def test_it_takes_as_many_queries_for_many_orders(anna, django_assert_max_num_queries):
    client = browser(anna)
    for number in range(5):
        place(anna, key=f"key-{number}").pay(by=anna)
    with django_assert_max_num_queries(
        9
    ):  # session, account, cart, orders, lines, events, returns, their lines, invoices
        read(client.get("/account/data/"))


def test_staff_make_it_with_their_notes(anna):
    order = place(anna)
    Order.objects.filter(pk=order.pk).update(staff_note="rings at the back door")
    client = browser(StaffFactory())
    link = attribute(client.get(address("change", anna)), '.object-tools a[href*="data-of"]', "href")
    assert read(client.get(link))["orders"][0]["staff_note"] == "rings at the back door"
    assert client.get("/admin/orders/order/data-of/999999/").status_code == 404


@pytest.mark.parametrize("right", ["view_order", "view_user"])
def test_staff_need_both_rights(anna, right):
    assert with_rights("clerk", right).get(f"/admin/orders/order/data-of/{anna.pk}/").status_code == 403


# Old orders ---------------------------------------------------------------------------------------------------------


def person(order):
    order.refresh_from_db()
    return [getattr(order, name) for name in PERSONAL]


def years_ago(years):
    return time_machine.travel(timezone.now() - timedelta(days=366 * years + 1))


def test_an_order_loses_the_person_after_the_years_of_the_setting(settings):
    settings.ADDRESS_YEARS = 2
    with years_ago(2):
        done, cancelled, waiting = (place() for _ in range(3))
        for order in (done, waiting):
            order.pay(by=order.user)
        done.dispatch(by=StaffFactory())
        cancelled.cancel(by=cancelled.user)
    with years_ago(1):
        younger = place()
        younger.cancel(by=younger.user)
    Order.objects.update(staff_note="rings at the back door")
    kept = {order.pk: person(order) for order in (waiting, younger)}
    totals = dict(Order.objects.values_list("pk", "total_amount"))
    assert tidy().addresses == 2
    assert person(done) == person(cancelled) == [""] * len(PERSONAL)
    assert done.country == "SE"
    assert {order.pk: person(order) for order in (waiting, younger)} == kept
    assert dict(Order.objects.values_list("pk", "total_amount")) == totals
    assert tidy().addresses == 0
    assert list(inconsistencies()) == []


@pytest.mark.parametrize(
    ("years", "placed", "last", "first"),
    [
        # In Berlin 23:30 of 28 November is 22:30 in UTC, and the day is over an hour before that of UTC.
        (3, "2023-11-28 22:30", "2026-11-28 22:59", "2026-11-28 23:00"),
        (3, "2023-11-28 23:30", "2026-11-29 22:59", "2026-11-29 23:00"),
        # A year with a leap day has 366 days.
        (1, "2027-06-01 12:00", "2028-06-01 21:59", "2028-06-01 22:00"),
        (1, "2027-02-28 12:00", "2028-02-29 22:59", "2028-02-29 23:00"),
        (1, "2028-02-29 12:00", "2029-02-28 22:59", "2029-02-28 23:00"),
    ],
)
def test_an_order_keeps_the_person_through_its_last_day_in_the_zone_of_the_shop(settings, years, placed, last, first):
    settings.ADDRESS_YEARS, settings.TIME_ZONE = years, "Europe/Berlin"
    moment, before, after = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (placed, last, first))
    # Whatever zone is active, as on a page that shows the time of somebody else.
    with timezone.override("Asia/Tokyo"):
        assert outlived_before(before) <= moment < outlived_before(after)


def test_a_note_of_later_goes_too():
    with years_ago(3):
        order = place()
        order.cancel(by=order.user)
    tidy()
    Order.objects.update(staff_note="asked again")
    assert tidy().addresses == 1
    assert person(order) == [""] * len(PERSONAL)


def test_many_are_erased_in_several_rounds():
    with years_ago(3):
        for _number in range(MOST_ERASED + 1):
            order = place()
            order.cancel(by=order.user)
    assert [tidy().addresses for _round in range(3)] == [MOST_ERASED, 1, 0]


def test_the_oldest_are_erased_first(monkeypatch):
    monkeypatch.setattr("orders.housekeeping.MOST_ERASED", 1)
    orders = {}
    for years in (4, 5):
        with years_ago(years):
            orders[years] = place()
            orders[years].cancel(by=orders[years].user)
    assert tidy().addresses == 1
    assert person(orders[5]) == [""] * len(PERSONAL)
    assert person(orders[4])[0] == "Anna Lindqvist"
