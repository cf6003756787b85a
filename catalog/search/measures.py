"""Lengths as people type them: 30 cm, 30см, 12″, with their side: d30, Ø 30, height 20, «шириной 40 см».

All of it on texts that are `normalised`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from catalog.lengths import MM_PER_UNIT, Unit

WIDTH = r"(?:diameter|diam|dia|width|wide|d|w|o|⌀|∅|φ|диаметр\w*|диам|ширин\w*|ф|д)"
HEIGHT = r"(?:height|high|tall|h|высот\w*|выс)"
CM, MM = r"(?:[cс][mм]|centimet\w+|сантиметр\w*)", r"(?:[mм]{2}|millimet\w+|миллиметр\w*)"
INCH, QUOTES = r"(?:inches|inch|in|дюйм\w*)", "(?:\"|''|′′|[”“])"
UNIT = rf"(?:(?:{CM}|{MM}|{INCH})(?!\w)|{QUOTES})"
NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"

# In 30 × 20 nothing distinguishes the sides.
BETWEEN_SIDES = re.compile(rf"(?<=[\dmм\"])\s*[xх×*]\s*(?={WIDTH}?{HEIGHT}?\s*\d)")
SIDE_BEFORE = re.compile(
    rf"(?<![\w-])(?:({WIDTH})|{HEIGHT})[\s.:=-]{{0,3}}(?P<number>{NUMBER})(?![\w.,]*\d)\s*(?P<unit>{UNIT})?(?!\w)"
)
LENGTH = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})\s*(?:(?P<cm>{CM})(?!\w)|(?P<mm>{MM})(?!\w)|{INCH}(?!\w)|{QUOTES})"
    rf"(?:\s*(?:in |в )?(?:(?P<width>{WIDTH})|(?P<height>{HEIGHT}))(?!\w))?"
)
WIDTH_AFTER, HEIGHT_AFTER = "⌀", "h"
# After the name of a side, a number without a unit from here on is in millimetres, a smaller one in centimetres.
MILLIMETRES_FROM = 100


@dataclass(frozen=True)
class Length:
    """`side` is empty if either may be meant; `start` and `end` are positions in the text."""

    text: str
    millimetres: Decimal
    side: str
    start: int
    end: int


def plainly_measured(text: str) -> str:
    """The text with the side after its length: "d30" becomes "30 cm ⌀"."""
    return SIDE_BEFORE.sub(_side_after, BETWEEN_SIDES.sub(" ", text))


def lengths(text: str) -> Iterator[Length]:
    """The unambiguous lengths of a text, in order."""
    for match in LENGTH.finditer(text):
        unit: Unit = "cm" if match["cm"] else "mm" if match["mm"] else "in"
        side = "width" if match["width"] else "height" if match["height"] else ""
        millimetres = Decimal(match["number"].replace(",", ".")) * MM_PER_UNIT[unit]
        yield Length(_text(match), millimetres, side, match.start(), match.end())


def is_unit(word: str) -> bool:
    return re.fullmatch(UNIT, word) is not None


def _text(match: re.Match[str]) -> str:
    """In readable form: "30 cm ⌀" becomes Ø 30 cm."""
    text = " ".join(match[0].split())
    for side, sign in ((WIDTH_AFTER, "Ø"), (HEIGHT_AFTER, "h")):
        if text.endswith(f" {side}"):
            return f"{sign} {text.removesuffix(side).strip()}"
    return text


def _side_after(match: re.Match[str]) -> str:
    number = match["number"]
    unit = match["unit"] or ("mm" if Decimal(number.replace(",", ".")) >= MILLIMETRES_FROM else "cm")
    return f"{number} {unit} {WIDTH_AFTER if match[1] else HEIGHT_AFTER}"
