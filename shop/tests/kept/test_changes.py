"""When a page is renewed without being made, and what is asked for that."""

import math

import pytest

from shop.kept.ages import EVERY, FRESH, LONGEST, LONGEST_FOUND
from shop.kept.mark import Mark
from shop.kept.packing import pack
from shop.kept.page import Page
from shop.kept.store import Store


class Shop:
    """A store whose clock stands still, what has changed so far, and how often that was asked and the page was made."""

    def __init__(self):
        self.now, self.changes, self.asked, self.made = 1000.0, 7, 0, 0
        self.read_at = self.found_at = math.inf
        self.still = None
        self.store = Store(lambda: self.now, ask=self.ask)

    def ask(self):
        self.asked += 1
        return self.changes

    def make(self, began):
        self.made += 1
        mark = Mark("/a/", "en", "", self.read_at, self.found_at, self.still)
        return Page(mark, min(began, self.read_at), [], pack(b"body"), "", 0, 0)

    def get(self, after=0.0):
        self.now += after
        return self.store.fresh("/a/") or self.store.page("/a/", self.make)


@pytest.fixture
def shop():
    made = Shop()
    made.get()
    return made


def test_what_has_not_changed_is_as_old_as_the_answer_that_says_so(shop):
    for _time in range(5):
        page = shop.get(after=FRESH + 0.1)
        assert page.began == shop.now
    assert (shop.made, shop.asked) == (1, 6)


def test_after_a_change_it_is_made_anew(shop):
    shop.changes += 1
    shop.get(after=FRESH + 0.1)
    assert shop.made == 2
    shop.get(after=FRESH + 0.1)
    assert shop.made == 2


def test_all_pages_ask_together_and_are_as_old_as_the_last_answer(shop):
    shop.get(after=FRESH + 0.1)
    other = Page(Mark("/b/", "en", ""), shop.now, [], pack(b"body"), "", 0, 0)
    asked_at = shop.now
    shop.now += EVERY - 0.1
    shop.store.page("/b/", lambda began: other)
    assert shop.asked == 2
    shop.now = asked_at + FRESH - 0.1
    assert shop.store.fresh("/a/").began == asked_at
    shop.now += 0.2
    assert shop.store.fresh("/a/") is None


def test_what_was_read_before_the_answer_may_lack_a_change_that_is_in_it(shop):
    shop.changes += 1
    shop.read_at = shop.now + FRESH - 0.5
    for made in (2, 3):
        # Words of half a second ago, of which the last change may be one.
        shop.get(after=FRESH + 0.1)
        shop.read_at = math.inf
        assert shop.made == made
    shop.get(after=FRESH + 0.1)
    assert shop.made == 3


def made_anew_after(shop):
    """How many seconds after the second making comes the third, if the page is asked for again and again."""
    began = shop.now
    shop.get()
    assert shop.made == 2
    while shop.made == 2:
        shop.get(after=0.5)
    return shop.now - began


def test_it_is_made_anew_after_minutes_all_the_same(shop):
    shop.now += LONGEST + 1
    shop.found_at = shop.now - 20
    assert LONGEST <= made_anew_after(shop) <= LONGEST + FRESH


def test_what_may_be_a_minute_old_and_was_found_before_a_change_is_not_older(shop):
    shop.now += LONGEST + 1
    shop.changes, shop.found_at = 8, shop.now - 20
    assert LONGEST_FOUND - 20 <= made_anew_after(shop) <= LONGEST_FOUND - 20 + FRESH


def test_it_is_made_anew_when_what_is_not_counted_has_changed(shop):
    stock = [50]
    shop.still = lambda: stock == [50]
    shop.changes += 1
    shop.get(after=FRESH + 0.1)
    shop.get(after=FRESH + 0.1)
    assert shop.made == 2
    stock[0] -= 1
    shop.get(after=FRESH + 0.1)
    assert shop.made == 3


def test_where_nobody_counts_it_is_made_anew_each_time(shop):
    shop.changes = None
    for _time in range(3):
        shop.get(after=FRESH + 0.1)
    assert shop.made == 4
