"""The list of a user's orders: newest first, 20 a page, the same number of queries for any number of orders."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.models import Order, OrderItem
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, elements, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(settings):
    """Sets the clock of a test. Berlin is an hour ahead of it, and half an hour is left to pay."""
    settings.TIME_ZONE, settings.MINUTES_TO_PAY = "Europe/Berlin", 30
    with time_machine.travel(0, tick=False) as clock:
        yield lambda *moment: clock.move_to(datetime(*moment, tzinfo=UTC))


def orders_of(user, count):
    """So many orders, the first the newest."""
    product, now = ProductFactory(), timezone.now()
    made = [
        Order(
            user=user,
            checkout_key=f"key-{number}",
            total_amount=product.price,
            country="SE",
            created_at=now - timedelta(days=number),
        )
        for number in range(count)
    ]
    Order.objects.bulk_create(made)
    OrderItem.objects.bulk_create(
        OrderItem(order=order, product=product, product_name="Drum", product_price=product.price, quantity=1)
        for order in made
    )
    return [order.number for order in made]


def test_the_newest_come_first_and_only_ones_own():
    user, other = UserFactory(), place()
    numbers = orders_of(user, 3)
    text = words(browser(user).get("/orders/"))
    assert sorted(numbers, key=text.index) == numbers
    assert other.number not in text


def test_each_state_has_its_tone():
    user = UserFactory()
    _pending, paid, dispatched, cancelled = (
        place(user, key=key) for key in ("pending", "paid", "dispatched", "cancelled")
    )
    for order in (paid, dispatched):
        order.pay(by=user)
    dispatched.dispatch(by=user)
    cancelled.cancel(by=user)
    badges = elements(browser(user).get("/orders/"), ".order-list .badge")
    tones = [badge.attributes["class"].split()[-1] for badge in badges]
    assert tones == ["badge--off", "badge--good", "badge--good", "badge--warn"]


def test_of_two_at_the_same_moment_the_later_one_comes_first(at):
    at(2026, 11, 27, 5, 18)
    first, second = (place(key=key) for key in ("first", "second"))
    assert list(Order.objects.recent()) == [second, first]


def test_states_and_sums_are_shown():
    user = UserFactory()
    place(user, key="pending")
    place(user, key="paid").pay(by=user)
    place(user, key="cancelled").cancel(by=user)
    text = words(browser(user).get("/orders/"))
    for state in ("Waiting for payment", "Paid", "Cancelled"):
        assert f"{state} €69.00" in text


@pytest.mark.parametrize(
    ("names", "title"),
    [(["Drum"], "Drum"), (["Drum", "Bell"], "Drum and 1 more"), (["Drum", "Bell", "Moon"], "Drum and 2 more")],
)
def test_an_order_is_called_by_what_was_bought(names, title):
    order = place(None, *(ProductFactory(name_en=name) for name in names))
    page = browser(order.user).get("/orders/")
    assert words(page, ".order-list h2") == title
    assert attribute(page, ".order-list h2 a", "href") == f"/orders/{order.number}/"
    assert order.number in words(page, ".order-list__number")


def test_an_order_that_has_lost_its_lines_is_called_by_its_number():
    order = place()
    order.items.all().delete()
    assert words(browser(order.user).get("/orders/"), ".order-list h2") == order.number


def test_in_russian_it_keeps_the_name_as_sold():
    order = place(None, ProductFactory(name_en="Drum"), ProductFactory())
    page = browser(order.user).get("/ru/orders/")
    assert words(page, ".order-list h2") == "Drum и ещё 1"
    assert attribute(page, ".order-list h2 span", "lang") == "en"


def test_one_that_waits_says_until_when_and_leads_to_the_payment(at):
    at(2026, 11, 27, 5, 18)
    order = place()
    page = browser(order.user).get("/orders/")
    assert "Pay by 27 November, 06:48" in words(page, ".order-list")
    assert attribute(page, ".order-list a.button", "href") == f"/orders/{order.number}/pay/"
    assert "Оплатите до 27 ноября, 06:48 Оплатить" in words(browser(order.user).get("/ru/orders/"), ".order-list")


@pytest.mark.parametrize("verb", ["pay", "cancel"])
def test_one_that_is_settled_asks_for_no_payment(verb):
    order = place()
    getattr(order, verb)(by=order.user)
    page = browser(order.user).get("/orders/")
    assert elements(page, ".order-list .button") == []
    assert "Pay by" not in words(page)


def test_past_its_deadline_it_asks_for_no_payment(at):
    at(2026, 11, 27, 5, 18)
    order = place()
    at(2026, 11, 27, 5, 48)
    assert elements(browser(order.user).get("/orders/"), ".order-list .button") == []


def test_a_page_has_20():
    user = UserFactory()
    numbers = orders_of(user, 21)
    client = browser(user)
    assert sum(number in words(client.get("/orders/")) for number in numbers) == 20
    assert numbers[20] in words(client.get("/orders/?page=2"))


@pytest.mark.parametrize("page", ["2", "999"])
def test_a_page_past_the_last_is_not_there(page):
    assert browser(UserFactory()).get("/orders/", {"page": page}).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "abc", "\0", "9" * 5000])
def test_instead_of_what_is_no_page_the_first_is_shown_with_a_message(page):
    user = UserFactory()
    (number,) = orders_of(user, 1)
    response = browser(user).get("/orders/", {"page": page})
    assert number in words(response)
    assert "There is no page" in said(response)[0]


def test_an_empty_number_is_the_first_page():
    response = browser(UserFactory()).get("/orders/?page=")
    assert response.status_code == 200
    assert said(response) == []


def test_who_has_ordered_nothing_is_told_so():
    assert "You have ordered nothing yet." in words(browser(UserFactory()).get("/orders/"))


def test_a_visitor_is_asked_to_log_in():
    assert browser().get("/orders/").url == "/auth/login/?next=/orders/"


@pytest.mark.parametrize("count", [10, 100])
def test_the_same_is_asked_for_10_and_for_100_orders(count, django_assert_num_queries):
    user = UserFactory()
    orders_of(user, count)
    client = browser(user)
    # 1 the session, 2 the user, 3 how many there are, 4 the orders of the page, 5 their lines, 6 their products,
    # 7 the photographs, 8 the count in the header
    with django_assert_num_queries(8):
        client.get("/orders/")
