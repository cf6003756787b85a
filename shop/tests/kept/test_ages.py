"""Application, nginx, CDN and browser one after another: nobody sees a page that is older than ten seconds."""

import math
import random
import re

from shop.kept.ages import CACHE_CONTROL, OLDEST, OLDEST_OF_ALL
from shop.kept.mark import Mark
from shop.kept.page import Page
from shop.kept.store import Store


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Application:
    """The store. What it serves is the time of its making; now and then another builder is at work."""

    def __init__(self, clock, chance):
        self.clock, self.chance, self.store = clock, chance, Store(clock)

    def get(self):
        if self.chance.random() < 0.5 and (before := self.store.fresh("/", OLDEST)):
            return before.began
        return self.store.page("/", lambda began: Page(Mark("/", "en", ""), began, [], b"", "", 0, 0)).began


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


def test_the_ages_add_up_to_ten_seconds_at_most():
    clock, chance = Clock(), random.Random(7)
    nginx = Cache(Application(clock, chance), clock, "s-maxage")
    cdn = Cache(nginx, clock, "s-maxage")
    browser = Browser(cdn, clock, "max-age")
    oldest = dict.fromkeys((nginx, cdn, browser), 0.0)
    for _visit in range(50_000):
        clock.now += chance.choice((0.01, 0.3, 0.7, 0.99, 1.0, 1.5))
        cache = chance.choice((nginx, cdn, cdn, browser))
        oldest[cache] = max(oldest[cache], clock.now - cache.get())
    assert OLDEST < oldest[nginx] < oldest[cdn] < oldest[browser] <= OLDEST_OF_ALL <= 10
    # The bound is not far from what happens.
    assert oldest[browser] > 8
