"""One code of a second factor is typed in many browsers at the same moment: it lets in one of them."""

from functools import partial

import pytest

from accounts.second_factor.codes import recovery_codes_left
from accounts.tests.factories import PASSWORD, StaffFactory
from accounts.tests.second_factor.phone import code_of, set_up
from orders.tests.whole_shop.race.visitors import statuses, together, told
from shop.tests.pages import attribute

pytestmark = pytest.mark.race

BROWSERS = 12
TOKEN = 'input[name="csrfmiddlewaretoken"]'


def token_of(visitor, address):
    return {"csrfmiddlewaretoken": attribute(visitor.get(address).text, TOKEN, "value")}


def after_the_password(shop, ann, number):
    """A browser that is asked for the code. Each in a network of its own: guesses are limited in each."""
    visitor = shop.visitor(network=f"192.0.2.{number + 1}")
    fields = token_of(visitor, "/auth/login/") | {"username": ann.email, "password": PASSWORD}
    assert visitor.post("/auth/login/", fields).location == "/auth/code/"
    return visitor, token_of(visitor, "/auth/code/")


def press_all(shop, ann, code):
    waiting = [after_the_password(shop, ann, number) for number in range(BROWSERS)]
    answers, seconds = together(
        partial(visitor.post, "/auth/code/", token | {"code": code}) for visitor, token in waiting
    )
    inside = [visitor for visitor, _token in waiting if visitor.get("/admin/").status == 200]
    return answers, len(inside), seconds


def try_each_kind(shop, ann, papers):
    """How many one code of the phone, and one on paper, let in; each with its answers."""
    # The first code of the phone is used up; the next is accepted a step early.
    for kind, code in (("on paper", papers[0]), ("of the phone", code_of(ann, after=1))):
        answers, inside, seconds = press_all(shop, ann, code)
        yield kind, answers, inside, f"{told(answers)}, {seconds:.2f} s"


def test_a_code_lets_in_one(open_shop, measured):
    ann = StaffFactory()
    papers = set_up(ann)
    for kind, answers, inside, words in try_each_kind(open_shop(), ann, papers):
        measured(f"one code {kind} in {BROWSERS} browsers: {words}")
        assert (statuses(answers)[303], inside) == (1, 1)
        assert statuses(answers)[200] + statuses(answers)[429] == BROWSERS - 1
    assert recovery_codes_left(ann) == len(papers) - 1


@pytest.mark.long
def test_without_the_lock_it_lets_in_several(open_shop, measured):
    ann = StaffFactory()
    papers = set_up(ann)
    for kind, _answers, inside, words in try_each_kind(open_shop(without="code_lock"), ann, papers):
        measured(f"  twin without a lock, {kind}: {words}")
        assert inside > 1
