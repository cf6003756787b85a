"""A bar chart as numbers for an SVG: colours are those of the page, by classes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

# Of the drawing, in its own units.
WIDTH, HEIGHT = 720, 200
# What of its place a bar fills.
FILLED = 0.8


class Bar(NamedTuple):
    """A rectangle, written as SVG writes numbers, whatever the language of the page."""

    x: str
    y: str
    width: str
    height: str


class Bars(NamedTuple):
    """The bars, and the height of the line on which they stand."""

    bars: list[Bar]
    zero: str
    width: int = WIDTH
    height: int = HEIGHT


def bars_of(amounts: Sequence[Decimal]) -> Bars:
    """A bar for each amount, below the line for one below zero."""
    values = [float(amount) for amount in amounts]
    highest, lowest = max((*values, 0)), min((*values, 0))
    unit = HEIGHT / (highest - lowest or 1)
    zero, place = highest * unit, WIDTH / max(len(values), 1)
    bars = [
        Bar(
            f"{place * (n + (1 - FILLED) / 2):.2f}",
            f"{zero - max(value, 0) * unit:.2f}",
            f"{place * FILLED:.2f}",
            f"{abs(value) * unit:.2f}",
        )
        for n, value in enumerate(values)
    ]
    return Bars(bars, f"{zero:.2f}")
