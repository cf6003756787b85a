"""Keeps for up to a minute what a list was found to have: the keys of its first rows, and its counts.

Prices, stock and texts are never kept: the rows of a page are read anew each time.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from shop.kept import set_found_at
from shop.kept.ages import LONGEST_FOUND
from shop.replica import read_at

Found = TypeVar("Found")

SECONDS = LONGEST_FOUND
# A list takes up to 30 kB.
MOST = 300

# Seconds. Whoever has waited as long searches beside the others: where no search ends, nobody waits for all of them.
PATIENCE = 2

_kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
# One thread searches at a time, so that lists that nobody has kept do not take all connections.
_finding = threading.Lock()


def kept(key: Hashable, find: Callable[[], Found]) -> Found:
    """What was found for this key in the last minute, else what `find` returns now; never None."""
    at, found = _found(key, find)
    # A page may show it for as long, and no longer (shop/kept/changes.py).
    set_found_at(at)
    return found


def _found(key: Hashable, find: Callable[[], Found]) -> tuple[float, Found]:
    if fresh := _fresh(key):
        return fresh
    is_alone = _finding.acquire(timeout=PATIENCE)
    try:
        if fresh := _fresh(key):
            return fresh
        found = read_at(), find()
        _kept[key] = found
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return found
    finally:
        if is_alone:
            _finding.release()


def _fresh(key: Hashable) -> tuple[float, Any] | None:
    found = _kept.get(key)
    return found if found is not None and time.monotonic() - found[0] < SECONDS else None


def forget() -> None:
    """Forgets everything."""
    _kept.clear()
