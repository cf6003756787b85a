"""A short label in the colour of its state."""

from typing import NamedTuple


class Badge(NamedTuple):
    """`tone` is good, warn, bad or off."""

    tone: str
    words: str
