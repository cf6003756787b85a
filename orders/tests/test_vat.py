"""VAT as sold: contained in the total of an order, written when it is placed, and never recomputed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.checkout import place_order
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.checkout import review
from orders.tests.factories import DELIVERY, place, shown
from orders.tests.seller import sells
from orders.tests.transfers import ACCOUNT
from orders.vat import vat_in
from pages.tests.business import say
from shop.tests.constraints import refused_by
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db


def cents(least, most):
    return st.integers(least, most).map(lambda number: Decimal(number).scaleb(-2))


@pytest.mark.parametrize(
    ("total", "rate", "vat"),
    [
        ("69.00", "19", "11.02"),
        ("69.00", "0", "0.00"),
        ("0.01", "19", "0.00"),
        ("1.19", "19", "0.19"),
        # 0.125 and 0.005: half a cent is a cent.
        ("0.25", "99.99", "0.12"),
        ("0.63", "25", "0.13"),
        ("0.03", "20", "0.01"),
        ("99999999.99", "99.99", "49997499.87"),
    ],
)
def test_vat_is_what_the_total_contains_to_the_cent(total, rate, vat):
    assert vat_in(Decimal(total), Decimal(rate)) == Decimal(vat)


@given(cents(1, 9_999_999_999), cents(0, 9999))
def test_vat_is_within_half_a_cent_and_half_goes_up(total, rate):
    exact = Fraction(total) * Fraction(rate) / (100 + Fraction(rate))
    difference = Fraction(vat_in(total, rate)) - exact
    assert -Fraction(1, 200) < difference <= Fraction(1, 200)


@pytest.mark.each_database
def test_the_database_comes_to_the_same_cent():
    order = place()
    rates = ("0", "0.01", "5.5", "7", "19", "20", "25", "99.99")
    for total in ("0.01", "0.03", "0.63", "1.19", "69.00", "138.00", "99999.99", "12345678.91", "99999999.99"):
        for rate in rates:
            vat = vat_in(Decimal(total), Decimal(rate))
            Order.objects.filter(pk=order.pk).update(total_amount=total, vat_rate=rate, vat_amount=vat)
            for other in (vat + Decimal("0.01"), vat - Decimal("0.01")):
                with refused_by("orders_vat_contained"):
                    Order.objects.filter(pk=order.pk).update(vat_amount=other)


@pytest.mark.each_database
def test_a_rate_that_changes_after_the_page_was_shown_changes_the_part_and_not_the_total():
    user = UserFactory()
    CartItemFactory(user=user, product=ProductFactory(price=Decimal("69.00")))
    say(vat_rate=Decimal("19.00"))
    lines = shown(user)
    say(vat_rate=Decimal("7.00"))
    order = place_order(user=user, checkout_key="k", shown=lines, delivery=DELIVERY).order
    assert (order.total_amount, order.vat_rate, order.vat_amount) == tuple(map(Decimal, ("69.00", "7.00", "4.51")))


@pytest.mark.each_database
def test_an_order_keeps_the_rate_at_which_it_was_placed():
    say(vat_rate=Decimal("19.00"))
    order = place(None, ProductFactory(price=Decimal("69.00")))
    say(vat_rate=Decimal("7.00"))
    order.pay(by=order.user)
    order.refresh_from_db()
    assert (order.vat_rate, order.vat_amount) == (Decimal("19.00"), Decimal("11.02"))
    assert list(inconsistencies()) == []


def test_it_is_rounded_once_on_the_total():
    say(vat_rate=Decimal("20.00"))
    order = place(None, *(ProductFactory(price=Decimal("0.03")) for _ in range(2)))
    assert order.vat_amount == Decimal("0.01")


def test_of_a_shop_that_has_no_rate_yet_nothing_is_known():
    order = place()
    assert (order.vat_rate, order.vat_amount) == (None, None)


SAID = {
    Decimal("19.00"): ("incl. 19 % VAT €11.02", "в том числе НДС 19 %: 11,02 €"),
    Decimal("5.50"): ("incl. 5.5 % VAT €3.60", "в том числе НДС 5,5 %: 3,60 €"),
    Decimal("0.00"): ("No VAT is charged.", "НДС не начисляется."),
}


@pytest.mark.parametrize("rate", SAID)
@pytest.mark.parametrize(("prefix", "place_of_words"), [("", 0), ("/ru", 1)])
def test_the_review_and_the_order_say_it_beside_the_total(rate, prefix, place_of_words):
    say(vat_rate=rate)
    user = UserFactory()
    order = place(user, ProductFactory(price=Decimal("69.00")))
    CartItemFactory(user=user, product=ProductFactory(price=Decimal("69.00")))
    client, said = browser(user), SAID[rate][place_of_words]

    def says_so(page):
        if rate:
            return words(page, ".totals__vat") == said
        # The note beside the total says it, once.
        return said.rstrip(".").lower() in words(page, ".totals").lower()

    assert says_so(review(client, prefix))
    for page in ("", "pay/", "cancel/"):
        assert says_so(client.get(f"{prefix}/orders/{order.number}/{page}"))
    order.pay(by=user)
    assert says_so(client.get(f"{prefix}/orders/{order.number}/"))
    staff = browser(StaffFactory())
    assert said in words(staff.get(f"{prefix}/admin/orders/order/{order.pk}/change/"), ".fieldBox.field-vat")


def test_where_no_rate_is_set_nothing_is_said():
    user = UserFactory()
    order = place(user)
    CartItemFactory(user=user)
    for page in (review(browser(user)), browser(user).get(f"/orders/{order.number}/")):
        assert "VAT" not in words(page)


def verbs(queries):
    """The statements in short: the verb, and the table that it names first. Of one that joins others, the last."""
    found = []
    for one in queries:
        first, *rest = one["sql"].replace('"', "").split()
        if first in ("SAVEPOINT", "RELEASE"):
            continue
        if is_joined := first == "WITH":
            first, *rest = rest[-rest[::-1].index("INSERT") - 1 :]
        table = {"SELECT": "FROM", "INSERT": "INTO", "DELETE": "FROM"}.get(first)
        found.append(f"{'… ' * is_joined}{first} {rest[rest.index(table) + 1] if table else rest[0]}")
    return found


@pytest.mark.each_database
@pytest.mark.parametrize("payment", ["mock", "transfer"])
def test_the_statements_of_an_order_are_few(settings, payment):
    """PostgreSQL writes the lines with the event, and the stock with its movements, in one statement each.

    There the clock, which the tests replace, is one more; the session and its account are two.
    """
    say(vat_rate=Decimal("19.00"), **ACCOUNT)
    settings.PAYMENT = payment
    user = UserFactory()
    for _ in range(3):
        CartItemFactory(user=user)
    lines = shown(user)
    is_postgresql = connection.vendor == "postgresql"
    with CaptureQueriesContext(connection) as queries:
        place_order(user=user, checkout_key="key", shown=lines, delivery=DELIVERY)
    assert verbs(queries) == [
        "SELECT users",  # locks the cart
        "SELECT orders",  # the lines of the cart, and before them, whether this key has made an order already
        *(["SELECT business", "SELECT pages"] if payment == "transfer" else []),  # what pages keep for a second
        "SELECT products",  # locks them
        "INSERT orders",
        *(["… INSERT order_events"] if is_postgresql else ["INSERT order_items", "INSERT order_events"]),
        *(["… INSERT stock_movements"] if is_postgresql else ["UPDATE products", "INSERT stock_movements"]),
        "DELETE carts",
    ]


@pytest.mark.each_database
def test_the_statements_of_a_payment_are_few():
    """On PostgreSQL the clock, which the tests replace, is asked twice: for the deadline, and after the counter."""
    sells()
    order = place()
    with CaptureQueriesContext(connection) as queries:
        order.pay(by=order.user)
    assert verbs(queries) == [
        *("SELECT orders", "UPDATE orders", "INSERT order_events"),
        *("SELECT business", "SELECT order_items"),
        "INSERT invoice_counters",  # the number, and its lock
        "INSERT invoices",
    ]
