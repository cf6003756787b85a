"""Where kept pages are: bounded in bytes, the oldest leave first, and one builder makes each page."""

import time
from collections.abc import Callable
from threading import Event, Lock

from shop.kept.ages import FRESH, OLDEST
from shop.kept.changes import Changes
from shop.kept.page import Page

# With the compressed forms, which are counted by themselves, 8 MB.
MOST_BYTES = 6 * 1024 * 1024
# How long others wait for the builder before Django answers them.
PATIENCE = 5.0

Build = Callable[[float], Page | None]


class Store:
    """The pages of this process by their addresses. `clock` counts seconds, `ask` tells the number of changes."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        most_bytes: int = MOST_BYTES,
        ask: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._clock, self._most_bytes, self._changes = clock, most_bytes, Changes(clock, ask)
        self._pages: dict[str, Page] = {}
        self._bytes = 0
        self._builders: dict[str, Event] = {}
        self._lock = Lock()

    def has(self, address: str) -> bool:
        """Whether there is a page of this address, however old."""
        return address in self._pages

    def fresh(self, address: str, oldest: float = FRESH) -> Page | None:
        """The page, if there is one that is not too old."""
        page = self._pages.get(address)
        return page if page and self.is_younger(page, oldest) else None

    def is_younger(self, page: Page, oldest: float) -> bool:
        return self._clock() - page.began < oldest

    def page(self, address: str, build: Build) -> Page | None:
        """The page, made by `build` if it may have changed; None if it may not be kept, or another builder has failed.

        `build` gets the time at which it begins. What it makes is kept if it is the page of this address.
        """
        with self._lock:
            if page := self.fresh(address):
                return page
            built = self._builders.get(address)
            if built is None:
                self._builders[address] = Event()
        if built is None:
            return self._build(address, build)
        if before := self.fresh(address, OLDEST):
            return before
        built.wait(PATIENCE)
        return self.fresh(address, OLDEST)

    def _build(self, address: str, build: Build) -> Page | None:
        try:
            known = self._changes.known()
            before = self._pages.get(address)
            page = before and self._changes.renewed(before, known)
            if page is None:
                made = build(self._clock())
                page = made and self._changes.marked(made, known)
            if page and page.mark.address == address:
                self._keep(address, page)
            return page
        finally:
            self._builders.pop(address).set()

    def _keep(self, address: str, page: Page) -> None:
        with self._lock:
            self._drop(address)
            self._pages[address] = page
            self._bytes += page.size
            # The first ones are the oldest.
            for other in list(self._pages):
                if self._bytes <= self._most_bytes and self._is_of_use(other):
                    break
                self._drop(other)

    def _is_of_use(self, address: str) -> bool:
        page = self._pages[address]
        return bool(self.fresh(address, OLDEST) or (page.changes is not None and self._clock() < page.ends))

    def _drop(self, address: str) -> None:
        if page := self._pages.pop(address, None):
            self._bytes -= page.size
