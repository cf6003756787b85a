"""The payment deadline: the time with its zone, the `datetime` attribute with its offset, and the minutes left."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from orders.tests.factories import place
from shop.tests.pages import attribute, browser, words

pytestmark = pytest.mark.django_db

SUMMER, WINTER = "Central European Summer Time", "Central European Standard Time"


@pytest.fixture(autouse=True)
def _zone(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    settings.MINUTES_TO_PAY = 30


@pytest.fixture
def at():
    """Sets the clock of a test."""
    with time_machine.travel(0, tick=False) as clock:
        yield lambda *moment: clock.move_to(datetime(*moment, tzinfo=UTC))


def said_on(order, page="", prefix=""):
    return words(browser(order.user).get(f"{prefix}/orders/{order.number}/{page}"), "main")


@pytest.mark.parametrize("page", ["", "pay/"])
def test_it_is_said_with_its_zone_and_the_minutes_left(at, page):
    at(2026, 11, 27, 5, 18, 20)
    order = place()
    at(2026, 11, 27, 5, 30)
    text = said_on(order, page)
    assert f"The shades are kept for you until Friday 27 November, 06:48 ({WINTER}). 18 minutes are left." in text
    assert "After that the order is cancelled automatically." in text
    answer = browser(order.user).get(f"/orders/{order.number}/{page}")
    assert attribute(answer, "strong time", "datetime") == "2026-11-27T06:48:20+01:00"


def test_it_is_said_in_russian(at):
    at(2026, 11, 27, 5, 18)
    text = said_on(place(), prefix="/ru")
    assert "до 27 ноября, 06:48 (Центральная Европа, стандартное время). Осталось 30 минут." in text


def test_the_repeated_hour_of_october_is_clear(at):
    at(2027, 10, 31, 0, 45)
    order = place()
    text = said_on(order)
    assert f"Sunday 31 October, 02:15 ({WINTER}). 30 minutes are left." in text
    answer = browser(order.user).get(f"/orders/{order.number}/")
    assert attribute(answer, "strong time", "datetime") == "2027-10-31T02:15:00+01:00"


def test_the_hour_that_is_left_out_in_march_is_clear(at):
    at(2027, 3, 28, 0, 45)
    text = said_on(place())
    assert f"Sunday 28 March, 03:15 ({SUMMER}). 30 minutes are left." in text


@pytest.mark.parametrize(
    ("later", "left"),
    [
        (timedelta(0), "30 minutes are left."),
        (timedelta(minutes=28, seconds=30), "1 minute is left."),
        (timedelta(minutes=29, seconds=30), "Less than a minute is left."),
    ],
)
def test_minutes_are_whole_and_not_more_than_there_are(later, left):
    with time_machine.travel(datetime(2026, 11, 27, tzinfo=UTC), tick=False) as clock:
        order = place()
        clock.shift(later)
        assert left in said_on(order)


def test_past_it_the_page_says_so_until_the_order_is_cancelled():
    with time_machine.travel(datetime(2026, 11, 27, tzinfo=UTC), tick=False) as clock:
        order = place()
        clock.shift(timedelta(minutes=30))
        text = said_on(order)
        assert "The time to pay ran out on" in text
        assert "The order is being cancelled." in text
        assert "left" not in text.partition("Order history")[0]


def test_when_it_counts_no_more_it_is_not_said():
    order = place()
    order.pay(by=order.user)
    assert "cancelled automatically" not in said_on(order)
