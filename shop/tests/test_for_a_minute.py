"""What is kept for a minute: the list that everybody asks for stays, and nobody waits for a search that hangs."""

import math
import threading
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from shop import for_a_minute
from shop.for_a_minute import forget, kept
from shop.kept import kept as kept_page


@pytest.fixture(autouse=True)
def _kept_for_a_minute(monkeypatch):
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    forget()
    yield
    forget()


def test_what_was_found_anew_leaves_last(monkeypatch):
    monkeypatch.setattr(for_a_minute, "MOST", 2)
    kept("popular", lambda: "first")
    kept("other", lambda: "x")
    monkeypatch.setattr(for_a_minute, "SECONDS", 0)
    kept("popular", lambda: "second")
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    kept("third", lambda: "y")
    assert kept("popular", lambda: "third") == "second"


def test_a_search_that_hangs_keeps_nobody_else_waiting(monkeypatch):
    monkeypatch.setattr(for_a_minute, "PATIENCE", 0.05)
    begun, may_end = threading.Event(), threading.Event()

    def hang():
        begun.set()
        may_end.wait(5)
        return "late"

    thread = threading.Thread(target=kept, args=("slow", hang))
    thread.start()
    begun.wait(5)
    assert kept("quick", lambda: "found") == "found"
    assert thread.is_alive()
    may_end.set()
    thread.join(5)
    assert kept("slow", lambda: "anew") == "late"


def test_a_page_tells_when_the_oldest_of_it_was_found():
    """Its counts may be a minute old, and no more, as long as it is renewed (shop/kept/changes.py)."""
    began = time.monotonic()
    kept("old", lambda: "found")
    found = time.monotonic()

    @kept_page()
    def view(request, *keys):
        for key in keys:
            kept(key, lambda: "found")
        return HttpResponse()

    told = [view(RequestFactory().get("/"), *keys).kept.found_at for keys in (("new", "old"), ("new",), ())]
    assert began <= told[0] <= found <= told[1] < told[2] == math.inf
