"""Numbers as people write them: 40, 23,5, 1 000, 1,000.50, 30 cm, €50, 50,-."""

import re
from collections.abc import Mapping
from decimal import Decimal

from shop.typed_text import clean_text, with_plain_digits

# A number below a million with at most two places, its thousands in groups of three or not.
NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?P<group>[ '.,])\d{3}|\d{1,6})(?:(?P<point>[.,])(?:(?P<places>\d{1,2})|-*))?", re.ASCII
)
LIMIT = 1_000_000
SMALLEST = Decimal("0.01")
APOSTROPHES = re.compile(r"[\u2019\u02bc\u2032`´]")


def typed_number(typed: str, units: Mapping[str, Decimal], *, is_amount: bool = False) -> Decimal | None:
    """The number, multiplied by the factor of the unit before or after it; None if it is not a number.

    It has two places, so that what is written with a point is read as the same number again. A point or comma before
    three digits can be either sign, as in 12.345: only an amount of money (`is_amount`) is sure to mean thousands,
    because its cents are two.
    """
    text = APOSTROPHES.sub("'", with_plain_digits(clean_text(typed)).lower())
    sign, text = _without_minus(text)
    factor = Decimal(1)
    for unit in sorted(units, key=len, reverse=True):
        if text != (rest := text.removesuffix(unit).removeprefix(unit).strip()):
            text, factor = rest, units[unit]
            break
    if sign == 1:
        sign, text = _without_minus(text)
    match = NUMBER.fullmatch(text)
    if match is None or _could_be_two(match, is_amount):
        return None
    whole = re.sub(r"\D", "", match["whole"])
    number = (Decimal(f"{whole}.{match['places'] or 0}") * factor).quantize(SMALLEST)
    return sign * number if number < LIMIT else None


def _without_minus(text: str) -> tuple[int, str]:
    return (-1, text[1:].strip()) if text.startswith("-") else (1, text)


def _could_be_two(match: re.Match[str], is_amount: bool) -> bool:
    group, point = match["group"], match["point"]
    return group in (".", ",") and (group == point or (point is None and not is_amount))
