"""How pages are packed while they are kept: each against a sample of its kind, with which it has most of its letters in
common. So the page of a shade takes a quarter of what it takes alone, and half of the time.
"""

import threading
import zlib
from collections import deque
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

Form = TypeVar("Form")

# In bytes. Deflate looks back 32 kB: with a longer sample, what comes later in a page would find less of it.
SAMPLE = 24 * 1024
LEVEL = 3
# Bodies of pages, of up to 200 kB: those that were asked for last are there as they are, the others packed.
UNPACKED = 16

# The first page of each kind. There are a dozen: the views that are kept, in each language.
_samples: dict[str, bytes] = {}


class Packed(NamedTuple):
    """A body, packed against a sample."""

    data: bytes
    sample: bytes


def pack(body: bytes, kind: str = "") -> Packed:
    """`kind` is such that pages of one kind look alike, and that there are few."""
    sample = _samples.setdefault(kind, body[:SAMPLE])
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=sample)
    return Packed(packer.compress(body) + packer.flush(), sample)


@lru_cache(maxsize=UNPACKED)
def unpacked(packed: Packed) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS, zdict=packed.sample).decompress(packed.data)


class Forms:
    """What pages keep beside their bodies, in dictionaries of theirs: bounded in bytes, the first ones leave first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._bytes = most_bytes, 0
        self._kept: deque[tuple[dict[str, Any], str, int]] = deque()
        self._lock = threading.Lock()

    def keep(self, forms: dict[str, Form], name: str, form: Form, size: int) -> Form:
        """The form of that name in a dictionary of a page: this one, of so many bytes, where there was none."""
        with self._lock:
            if name not in forms:
                forms[name] = form
                self._kept.append((forms, name, size))
                self._bytes += size
            kept = forms[name]
            while self._bytes > self._most_bytes:
                others, other, of_other = self._kept.popleft()
                del others[other]
                self._bytes -= of_other
            return kept
