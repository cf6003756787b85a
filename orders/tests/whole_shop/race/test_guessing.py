"""Sixty wrong passwords for one account are sent at the same moment, and six hundred in the long form."""

from functools import partial

import pytest

from accounts.tests.factories import PASSWORD, StaffFactory
from orders.tests.whole_shop.race.visitors import statuses, together, told
from shop.tests.long import LONG
from shop.tests.pages import attribute

pytestmark = pytest.mark.race

GUESSES = 600 if LONG else 60
ALLOWED = 5
TOKEN = 'input[name="csrfmiddlewaretoken"]'


def guess_at_once(shop, owner, address):
    """Each from a browser of its own, all from one network; the answers and the seconds."""
    visitor = shop.visitor()
    token = token_of(visitor, address)
    wrong = [token | {"username": owner.email, "password": f"wrong lamp {number}"} for number in range(GUESSES)]
    return together(partial(visitor.copy().post, address, fields) for fields in wrong)


def token_of(visitor, address):
    return {"csrfmiddlewaretoken": attribute(visitor.get(address).text, TOKEN, "value")}


def log_in(shop, owner, network):
    visitor = shop.visitor(network=network)
    fields = token_of(visitor, "/auth/login/") | {"username": owner.email, "password": PASSWORD}
    return visitor.post("/auth/login/", fields)


@pytest.mark.parametrize("address", ["/auth/login/", "/admin/login/"])
def test_five_passwords_are_checked_and_the_owner_gets_in(open_shop, measured, address):
    shop, owner = open_shop(), StaffFactory()
    answers, seconds = guess_at_once(shop, owner, address)
    measured(f"{GUESSES} wrong passwords at {address}: {told(answers)}, {seconds:.2f} s")
    # 200: the password was checked. 429: it was not.
    assert 0 < statuses(answers)[200] <= ALLOWED
    assert statuses(answers)[200] + statuses(answers)[429] == GUESSES
    assert log_in(shop, owner, network="192.0.2.1").status == 429
    assert log_in(shop, owner, network="192.0.2.2").status == 302


@pytest.mark.long
def test_without_counting_in_one_statement_many_are_checked(open_shop, measured):
    answers, seconds = guess_at_once(open_shop(without="counted_attempt"), StaffFactory(), "/auth/login/")
    measured(f"  twin that reads and then writes: {told(answers)}, {seconds:.2f} s")
    assert statuses(answers)[200] > ALLOWED
