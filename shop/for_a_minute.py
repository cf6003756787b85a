"""Keeps for up to a minute what a list was found to have: the keys of its first rows, and its counts.

Prices, stock and texts are never kept: the rows of a page are read anew each time.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from shop.replica import read_at

Found = TypeVar("Found")

SECONDS = 60
# A list takes up to 30 kB.
MOST = 300

# Seconds. Whoever has waited as long searches beside the others: where no search ends, nobody waits for all of them.
PATIENCE = 2

_kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
# One thread searches at a time, so that lists that nobody has kept do not take all connections.
_finding = threading.Lock()


def kept(key: Hashable, find: Callable[[], Found]) -> Found:
    """What was found for this key in the last minute, else what `find` returns now; never None."""
    found: Found | None
    if (found := _fresh(key)) is not None:
        return found
    is_alone = _finding.acquire(timeout=PATIENCE)
    try:
        if (found := _fresh(key)) is None:
            at, found = read_at(), find()
            _kept[key] = (at, found)
            _kept.move_to_end(key)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return found
    finally:
        if is_alone:
            _finding.release()


def _fresh(key: Hashable) -> Any:
    at, found = _kept.get(key, (0.0, None))
    return found if found is not None and time.monotonic() - at < SECONDS else None


def forget() -> None:
    """Forgets everything."""
    _kept.clear()
