"""Where kept pages are: one builder for each, for how long, and how much memory they take."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

import pytest

from shop.kept.ages import FRESH, OLDEST
from shop.kept.mark import Mark
from shop.kept.packing import UNPACKED, pack, unpacked
from shop.kept.page import Page
from shop.kept.store import Store


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def page(address, began, body=b"body"):
    return Page(Mark(address, "en", ""), began, [], pack(body), 'W/"x"', 0, 0)


def build_of(address, body=b"body"):
    return lambda began: page(address, began, body)


def never(began):
    raise AssertionError("It is built a second time.")


@pytest.fixture
def clock():
    return Clock()


def test_a_page_is_built_once_while_it_is_fresh(clock):
    store = Store(clock)
    first = store.page("/a/", build_of("/a/"))
    clock.now += FRESH - 0.1
    assert store.fresh("/a/") is first
    assert store.page("/a/", never) is first
    clock.now += 0.2
    assert store.fresh("/a/") is None
    assert store.page("/a/", build_of("/a/")) is not first


def test_its_age_counts_from_the_beginning_of_its_making(clock):
    store = Store(clock)

    def slowly(began):
        clock.now += FRESH + 0.1
        return page("/a/", began)

    assert store.page("/a/", slowly)
    assert store.fresh("/a/") is None


def test_only_the_page_of_the_address_is_kept(clock):
    store = Store(clock)
    assert store.page("/a/?x=1", build_of("/a/"))
    assert store.page("/a/?x=2", lambda began: None) is None
    assert store._pages == {}


@pytest.mark.parametrize("failure", [RuntimeError("broken"), None])
def test_a_builder_that_fails_leaves_the_place_to_the_next(clock, failure):
    store = Store(clock)

    def broken(began):
        if failure:
            raise failure

    if failure:
        with pytest.raises(RuntimeError):
            store.page("/a/", broken)
    else:
        assert store.page("/a/", broken) is None
    assert store.page("/a/", build_of("/a/"))


class SlowBuilder:
    """A builder in a thread of its own, that has begun and waits until it may `finish`."""

    def __init__(self, store, result=None):
        self.begun, self.may_finish, self.count = Event(), Event(), 0
        self._result = result
        self.thread = Thread(target=lambda: store.page("/a/", self), daemon=True)
        self.thread.start()
        assert self.begun.wait(5)

    def __call__(self, began):
        self.count += 1
        self.begun.set()
        assert self.may_finish.wait(5)
        return page("/a/", began) if self._result is None else self._result(began)

    def finish(self):
        self.may_finish.set()
        self.thread.join(5)


def test_the_others_get_the_page_before_while_one_builds(clock):
    store = Store(clock)
    before = store.page("/a/", build_of("/a/"))
    clock.now += FRESH + 0.5
    builder = SlowBuilder(store)
    with ThreadPoolExecutor(8) as others:
        found = list(others.map(lambda _: store.page("/a/", never), range(8)))
    assert found == [before] * 8
    builder.finish()
    assert store.page("/a/", never) is not before
    assert builder.count == 1


@pytest.mark.parametrize("is_new", [True, False])
def test_the_others_wait_for_the_builder_if_the_page_before_is_too_old(clock, is_new):
    store = Store(clock)
    if not is_new:
        store.page("/a/", build_of("/a/"))
        clock.now += OLDEST + 0.1
    builder = SlowBuilder(store)
    with ThreadPoolExecutor(8) as others:
        waiting = [others.submit(store.page, "/a/", never) for _ in range(8)]
        time.sleep(0.05)
        assert not any(one.done() for one in waiting)
        builder.finish()
        found = {one.result(5) for one in waiting}
    assert found == {store.fresh("/a/")}
    assert builder.count == 1


def test_the_others_are_answered_by_django_if_the_builder_fails(clock):
    store = Store(clock)
    builder = SlowBuilder(store, lambda began: page("/another/", began))
    with ThreadPoolExecutor(2) as others:
        waiting = [others.submit(store.page, "/a/", never) for _ in range(2)]
        time.sleep(0.05)
        builder.finish()
        assert [one.result(5) for one in waiting] == [None, None]


def test_two_pages_are_built_at_the_same_time(clock):
    store = Store(clock)
    builder = SlowBuilder(store)
    assert store.page("/b/", build_of("/b/"))
    builder.finish()


def test_memory_is_bounded_and_the_oldest_leave_first(clock):
    large = random.Random(1).randbytes(1000)
    store = Store(clock, most_bytes=10 * page("/", 0, large).size)
    for number in range(25):
        clock.now += 0.01
        store.page(f"/{number}/", build_of(f"/{number}/", large))
        assert store._bytes == sum(kept.size for kept in store._pages.values()) <= 10 * 2600
    assert list(store._pages) == [f"/{number}/" for number in range(15, 25)]
    # Made anew it is the newest.
    clock.now += FRESH
    store.page("/20/", build_of("/20/", large))
    store.page("/new/", build_of("/new/", large))
    assert "/15/" not in store._pages
    assert list(store._pages)[-2:] == ["/20/", "/new/"]


def test_a_page_that_is_larger_than_everything_is_served_and_not_kept(clock):
    store = Store(clock, most_bytes=100)
    assert store.page("/a/", build_of("/a/", random.Random(1).randbytes(1000)))
    assert (store._pages, store._bytes) == ({}, 0)


def test_what_is_too_old_leaves_when_a_page_comes(clock):
    store = Store(clock)
    store.page("/a/", build_of("/a/"))
    clock.now += OLDEST
    store.page("/b/", build_of("/b/"))
    assert list(store._pages) == ["/b/"]


def test_pages_that_nobody_asks_for_take_a_fraction_of_their_bytes(clock):
    store = Store(clock)
    bodies = [b"".join(b"<p>%d of %d</p>" % (line, number) for line in range(3000)) for number in range(2 * UNPACKED)]
    for number, body in enumerate(bodies):
        store.page(f"/{number}/", build_of(f"/{number}/", body))
    assert sum(len(kept.packed.data) for kept in store._pages.values()) < sum(map(len, bodies)) / 4
    assert [kept.body for kept in store._pages.values()] == bodies
    assert unpacked.cache_info().currsize == UNPACKED
