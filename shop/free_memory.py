"""Free memory goes back to the system, where glibc would keep it: two workers take 3 MiB less after 600 pages.

The texts of a page that is being made have up to 300 kB. glibc takes memory of its own for such a one, and gives it
back at once, until the first is freed: from then on it expects many of that size, takes it from what it shares with
small texts, and keeps that, for each thread, with holes. Another allocator than glibc's is left as it is.
"""

import ctypes
from typing import Any

# Where glibc begins, and would not stay. In bytes.
LARGE = 128 * 1024
# Their numbers in malloc.h.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


def give_back_free_memory() -> None:
    """What is free now, and from now on each large text when it is freed."""
    libc: Any = ctypes.CDLL(None)
    if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)
        libc.mallopt(M_TRIM_THRESHOLD, LARGE)
        libc.malloc_trim(0)
