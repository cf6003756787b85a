"""Keeps what a list was found to have for up to a minute: the first rows of a search or of filters, and their counts.

Prices, stock and texts are never kept: the rows of a page are read anew each time.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from catalog.listing.facets import Counts

SECONDS = 60
# A list takes up to 30 kB.
MOST = 300

_kept: OrderedDict[Hashable, tuple[float, Counts]] = OrderedDict()
# One thread counts at a time, so that lists that nobody has kept do not take all connections.
_counting = threading.Lock()


def kept(key: Hashable, count: Callable[[], Counts]) -> Counts:
    """What was counted for this key in the last minute, else what `count` returns now."""
    if (found := _fresh(key)) is not None:
        return found
    with _counting:
        if (found := _fresh(key)) is None:
            found = count()
            _kept[key] = (time.monotonic(), found)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return found


def _fresh(key: Hashable) -> Counts | None:
    at, found = _kept.get(key, (0.0, None))
    return found if found is not None and time.monotonic() - at < SECONDS else None


def forget() -> None:
    """Forgets everything."""
    _kept.clear()
