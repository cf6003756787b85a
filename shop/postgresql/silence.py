"""A PostgreSQL that takes connections and says nothing, as one that is frozen, keeps few requests waiting."""

from collections import defaultdict
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any

import psycopg


class Silence:
    """Whether a server takes connections and says nothing: then a thread of its own asks it until it does.

    No request waits for it meanwhile. If each waited for itself, those that come while all threads wait would wait for
    these first.
    """

    def __init__(self) -> None:
        self.is_silent = False
        self.asker: Thread | None = None
        self.lock = Lock()

    def connect(self, make: Callable[[], Any], ask: Callable[[], object]) -> Any:
        """What `make` returns. Raises ConnectionTimeout, at once if the server is known to be silent."""
        if self.is_silent:
            # Looked at each time: a process that is forked has no thread of its parent.
            self._go_on_asking(ask)
            raise psycopg.errors.ConnectionTimeout("the server said nothing, and is asked until it does")
        try:
            return make()
        except psycopg.errors.ConnectionTimeout:
            self.is_silent = True
            self._go_on_asking(ask)
            raise

    def _go_on_asking(self, ask: Callable[[], object]) -> None:
        with self.lock:
            if self.asker is None or not self.asker.is_alive():
                self.asker = Thread(target=self._until_it_answers, args=(ask,), daemon=True)
                self.asker.start()

    def _until_it_answers(self, ask: Callable[[], object]) -> None:
        while self.is_silent:
            try:
                ask()
            except psycopg.errors.ConnectionTimeout:
                continue
            except psycopg.Error:
                # It says something: whoever connects will see what.
                pass
            self.is_silent = False


# Of each database by its alias: the shop's, and a replica.
silences: defaultdict[str, Silence] = defaultdict(Silence)
