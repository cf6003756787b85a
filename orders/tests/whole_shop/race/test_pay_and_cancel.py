"""Paying and cancelling one order at the same moment: one of them happens, wholly; the other says that it came late."""

from collections import Counter
from functools import partial

import pytest

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Status
from orders.tests.factories import place
from orders.tests.whole_shop.race.visitors import statuses, together
from shop.tests.long import LONG

pytestmark = pytest.mark.race

ROUNDS = 100 if LONG else 20


def placed(count):
    """A user with orders of one unit each, of a product that has no more of them."""
    user, product = UserFactory(), ProductFactory(stock=count)
    return user, product, [place(user, product, key=f"key-{number}") for number in range(count)]


def token(visitor, order):
    """What the form on a page of the order brings along."""
    address = f"{order.get_absolute_url()}cancel/"
    return visitor.form(address, action=address)


def pay_beside_cancel(visitor, order, form, is_pay_first):
    """Presses both buttons, each in a tab of its own; the answers to both, and the seconds."""
    calls = [
        partial(visitor.copy().post, f"{order.get_absolute_url()}pay/", form),
        partial(visitor.copy().post, f"{order.get_absolute_url()}cancel/", form),
    ]
    return together(calls if is_pay_first else reversed(calls))


def test_one_of_pay_and_cancel_wins(open_shop, database, measured):
    user, product, orders = placed(ROUNDS)
    visitor = open_shop().visitor(user)
    form = token(visitor, orders[0])
    winners, given, workers, total = Counter(), Counter(), set(), 0.0
    for number, order in enumerate(orders):
        # The call that is made first has an advantage: it goes to each in turn.
        answers, seconds = pay_beside_cancel(visitor, order, form, is_pay_first=number % 2 == 0)
        total += seconds
        given += statuses(answers)
        workers |= {answer.worker for answer in answers}
        order.refresh_from_db()
        winners[order.status] += 1
        assert order.status in (Status.PAID, Status.CANCELLED)
        assert [event.to_status for event in order.events.all()] == [Status.PENDING, order.status]
        product.refresh_from_db()
        assert product.stock == winners[Status.CANCELLED]
    measured(
        f"{ROUNDS} rounds of pay beside cancel: {winners[Status.PAID]} paid, {winners[Status.CANCELLED]} cancelled, "
        f"answers {dict(given)} by {len(workers)} processes, stock right in each, {total:.2f} s"
    )
    assert given == {303: 2 * ROUNDS}
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_both_begin(open_shop, database, measured):
    rounds = 5
    user, _, orders = placed(rounds)
    shop = open_shop(without="order_lock")
    visitor = shop.visitor(user)
    form = token(visitor, orders[0])
    given = Counter()
    for order in orders:
        answers, _ = pay_beside_cancel(visitor, order, form, is_pay_first=True)
        given += statuses(answers)
    both = sum(order.events.count() > 2 for order in orders)
    measured(f"  twin without the lock: answers {dict(given)}, {both} of {rounds} paid and cancelled")
    # Or the table refuses one of them: nothing paid is cancelled. Then there is an error page instead of a polite one.
    assert both + given[500] == rounds
    assert not given[500] or "IntegrityError" in shop.errors()
