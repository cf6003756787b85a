"""Numbers as people write them: 40, 23,5, 1 000, 1,000.50, 30 cm, €50, 50,-."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

# A number below a million with at most two places, its thousands in groups of three or not.
NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?P<group>[ '.,])\d{3}|\d{1,6})(?:(?P<point>[.,])(?:(?P<places>\d{1,2})|-*))?", re.ASCII
)
DASHES = re.compile(r"[\u2010-\u2015\u2212]")
APOSTROPHES = re.compile(r"[\u2019\u02bc`´]")


def typed_number(typed: str, units: Mapping[str, Decimal], *, is_amount: bool = False) -> Decimal | None:
    """The number, times the factor of the unit that is written before or after it; None where it is not one.

    A point or comma before three digits can be either sign, as in 12.345: only an amount of money (`is_amount`) is
    sure to mean thousands, because its cents are two.
    """
    text = _plain(typed)
    factor = Decimal(1)
    for unit in sorted(units, key=len, reverse=True):
        if text != (rest := text.removesuffix(unit).removeprefix(unit).strip()):
            text, factor = rest, units[unit]
            break
    match = NUMBER.fullmatch(text)
    if match is None or _could_be_two(match, is_amount):
        return None
    whole = re.sub(r"\D", "", match["whole"])
    return Decimal(f"{whole}.{match['places'] or 0}") * factor


def _could_be_two(match: re.Match[str], is_amount: bool) -> bool:
    group, point = match["group"], match["point"]
    return group in (".", ",") and (group == point or (point is None and not is_amount))


def _plain(typed: str) -> str:
    """In lower case, with plain spaces, dashes and apostrophes, and without signs that cannot be seen."""
    seen = "".join(sign for sign in typed if unicodedata.category(sign) != "Cf")
    text = APOSTROPHES.sub("'", DASHES.sub("-", " ".join(seen.split()).lower()))
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
