"""Sixteen orders are paid at the same moment: their invoices have sixteen numbers in a row, and times to match."""

from functools import partial
from itertools import pairwise

import pytest

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Invoice, Order, Status
from orders.tests.factories import place
from orders.tests.seller import sells
from orders.tests.whole_shop.race.visitors import statuses, together, told

pytestmark = pytest.mark.race

PAYERS = 16


def pay_at_once(shop):
    """The answers, and the seconds."""
    sells()
    user, shade = UserFactory(), ProductFactory(stock=PAYERS)
    addresses = [f"{place(user, shade, key=str(n)).get_absolute_url()}pay/" for n in range(PAYERS)]
    visitor = shop.visitor(user)
    form = [field for field in visitor.form(addresses[0], action=addresses[0]) if field[0] != "outcome"]
    return together(partial(visitor.copy().post, address, form) for address in addresses)


def crossed():
    """How many have an earlier time than the number before."""
    times = Invoice.objects.order_by("serial").values_list("issued_at", flat=True)
    return sum(later < before for before, later in pairwise(times))


def test_sixteen_payments_have_sixteen_numbers_in_a_row(open_shop, database, measured):
    answers, seconds = pay_at_once(open_shop())
    numbers = sorted(Invoice.objects.values_list("number", flat=True))
    measured(f"{PAYERS} payments at once: {told(answers)}, invoices {numbers[0]} to {numbers[-1]}, {seconds:.2f} s")
    assert statuses(answers) == {303: PAYERS}
    assert numbers == [f"INV-{n:06d}" for n in range(1, PAYERS + 1)]
    assert crossed() == 0
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_numbers_are_taken_twice(open_shop, database, measured):
    shop = open_shop(without="invoice_lock")
    answers, _ = pay_at_once(shop)
    paid = Order.objects.filter(status=Status.PAID).count()
    measured(f"  twin without the lock: {told(answers)}, {paid} paid, {Invoice.objects.count()} invoices")
    # The table refuses a number that is there already: an error page instead of a payment.
    assert statuses(answers)[500] > 0
    assert "IntegrityError" in shop.errors()


@pytest.mark.long
def test_by_a_clock_of_before_the_counter_numbers_and_times_cross(open_shop, database, measured):
    answers, _ = pay_at_once(open_shop(without="invoice_clock"))
    measured(f"  twin with the clock before the counter: {told(answers)}, {crossed()} numbers with an earlier time")
    assert crossed() > 0
