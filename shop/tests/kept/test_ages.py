"""Application, nginx, CDN and browser one after another: nobody sees what has changed more than ten seconds ago."""

import math
import random
import re

import pytest

from shop.kept.ages import CACHE_CONTROL, OLDEST, OLDEST_OF_ALL
from shop.kept.mark import Mark
from shop.kept.packing import pack
from shop.kept.page import Page
from shop.kept.store import Store


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Application:
    """The store. What it serves is how often the page had changed; now and then another builder is at work.

    `changes` are the times of all changes. Another page shows that the application asks for changes in between, too.
    """

    def __init__(self, clock, chance, changes, *, is_counted):
        self.clock, self.chance, self.changes, self.built = clock, chance, changes, 0
        self.store = Store(clock, ask=lambda: len(changes) if is_counted else None)

    def get(self):
        if self.chance.random() < 0.5 and (before := self.store.fresh("/", OLDEST)):
            return int(before.body)
        if self.chance.random() < 0.5:
            self.store.page("/other/", lambda began: self.page("/other/", began))
        return int(self.store.page("/", lambda began: self.page("/", began)).body)

    def page(self, address, began):
        self.built += address == "/"
        return Page(Mark(address, "en", ""), began, [], pack(b"%d" % len(self.changes)), "", 0, 0)


class Cache:
    """A cache that does what the header lets it do, and counts whole seconds, as nginx does."""

    def __init__(self, below, clock, directive):
        self.below, self.clock, self.page = below, clock, None
        self.fresh, self.stale = (
            int(re.search(rf"(?:^|[ ,]){name}=(\d+)", CACHE_CONTROL)[1])
            for name in (directive, "stale-while-revalidate")
        )

    def get(self):
        now = math.floor(self.clock())
        if self.page is not None and now <= self.until:
            return self.page
        before = self.page if self.page is not None and now <= self.until + self.stale else None
        page = self.renew()
        return page if before is None else before

    def renew(self):
        self.page, self.until = self.below.get(), math.floor(self.clock()) + self.fresh
        return self.page


class Browser(Cache):
    """It knows when its copy came, and asks again each time; meanwhile it may show its copy."""

    def get(self):
        is_usable = self.page is not None and self.clock() - self.until <= self.fresh + self.stale
        before = self.page if is_usable else None
        page = self.renew()
        return page if before is None else before

    def renew(self):
        self.page, self.until = self.below.get(), self.clock()
        return self.page


# How many changes of the page there are for a visit, and whether the application can ask for their number.
@pytest.mark.parametrize(("often", "is_counted"), [(1, False), (0.3, True), (0.02, True)])
def test_the_ages_add_up_to_ten_seconds_at_most(often, is_counted):
    clock, chance, changes = Clock(), random.Random(7), []
    application = Application(clock, chance, changes, is_counted=is_counted)
    nginx = Cache(application, clock, "s-maxage")
    cdn = Cache(nginx, clock, "s-maxage")
    browser = Browser(cdn, clock, "max-age")
    oldest = dict.fromkeys((nginx, cdn, browser), 0.0)
    for _visit in range(50_000):
        clock.now += chance.choice((0.01, 0.3, 0.7, 0.99, 1.0, 1.5))
        cache = chance.choice((nginx, cdn, cdn, browser))
        shown = cache.get()
        # For how long it has not been so any more.
        oldest[cache] = max(oldest[cache], clock.now - changes[shown] if shown < len(changes) else 0)
        if chance.random() < often:
            changes.append(clock.now)
    assert max(oldest.values()) <= OLDEST_OF_ALL <= 10
    # The bound is not far from what happens.
    assert oldest[browser] > 7
    if often == 1:
        assert OLDEST < oldest[nginx] < oldest[cdn] < oldest[browser]
        assert oldest[browser] > 8
    # Where changes are counted, a page is made anew after each, and once in minutes.
    assert not is_counted or application.built <= len(changes) + (clock.now - 1000) / 300 + 1
