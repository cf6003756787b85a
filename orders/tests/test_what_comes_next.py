"""The page of an order begins with what is left to do: the payment, or what the shop does next."""

from datetime import timedelta

import pytest
import time_machine

from accounts.tests.factories import StaffFactory
from orders.tests.factories import place
from pages.tests.business import say
from shop.tests.pages import attribute, browser, elements, words

pytestmark = pytest.mark.django_db

NEXT = "Next we pack it. When it is dispatched, this page says “Paid and on its way”."
NEXT_RU = "Дальше мы упакуем заказ. Когда мы его отправим, здесь появится статус «Оплачен, в пути»."


def page_of(order, prefix=""):
    return browser(order.user).get(f"{prefix}/orders/{order.number}/")


def test_the_payment_stands_before_the_shades_the_address_and_the_history():
    order = place()
    page = page_of(order)
    sections = [section.attributes["aria-labelledby"] for section in elements(page, "main section")]
    assert sections == ["payment", "lines", "delivery", "events", "cancelling"]
    text = words(page, "section[aria-labelledby=payment]")
    assert text.startswith("One step is left: the payment The shades are kept for you until")
    assert text.endswith("Pay €69.00")
    assert attribute(page, "section[aria-labelledby=payment] a", "href") == f"/orders/{order.number}/pay/"


def test_the_first_link_of_an_order_that_waits_is_the_payment():
    order = place()
    links = [link.attributes["href"] for link in elements(page_of(order), "main a:not(.breadcrumbs a)")]
    assert links[0] == f"/orders/{order.number}/pay/"
    assert links[-1] == f"/orders/{order.number}/cancel/"


def test_past_the_deadline_there_is_nothing_to_press_but_to_cancel():
    with time_machine.travel("2026-11-27T05:18:00Z", tick=False) as clock:
        order = place()
        clock.move_to("2026-11-27T23:18:00Z")
        page = page_of(order)
        assert elements(page, "section[aria-labelledby=payment] a") == []
        assert "The order is being cancelled." in words(page, "section[aria-labelledby=payment]")


@pytest.mark.parametrize(("prefix", "sentence"), [("", NEXT), ("/ru", NEXT_RU)])
def test_a_paid_order_says_what_comes_next_in_the_words_that_come_then(prefix, sentence):
    order = place()
    order.pay(by=order.user)
    assert sentence in words(page_of(order, prefix))
    assert elements(page_of(order, prefix), "section[aria-labelledby=payment]") == []
    order.dispatch(by=StaffFactory())
    text = words(page_of(order, prefix))
    assert sentence not in text
    assert ("Оплачен, в пути" if prefix else "Paid and on its way") in text


def test_a_paid_order_repeats_what_the_shop_has_promised_until_it_has_left():
    say(dispatch_days=2)
    with time_machine.travel("2026-11-27T10:00:00Z", tick=False) as clock:  # a Friday
        order = place()
        assert "We send it by" not in words(page_of(order), "main")
        order.pay(by=order.user)
        assert "Delivery included We send it by 1 December 2026" in words(page_of(order), "main")
        # The day counts from the payment, whenever the page is read.
        clock.shift(timedelta(days=3))
        assert "Отправим не позднее 1 декабря 2026" in words(page_of(order, "/ru"), "main")
        order.dispatch(by=StaffFactory())
        assert "We send it by" not in words(page_of(order), "main")
        assert order.delivery_facts == ()


@pytest.mark.parametrize("verb", [None, "pay", "cancel"])
def test_the_sum_of_an_order_stands_once_among_its_shades(verb):
    order = place(quantity=2)
    if verb:
        getattr(order, verb)(by=order.user)
    (row,) = elements(page_of(order), ".totals > div")
    assert "2 shades" in row.text()
    assert "€138.00" in row.text()
