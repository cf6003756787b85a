"""New prices as staff paste or type them: a SKU and a price a line, or a SKU alone."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from catalog.goods.delivery import Line, known, shades_of
from shop.typed_text import clean_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# A price with the sign of its currency after a space: HALM-30 72.90 €.
WITH_SIGN = re.compile(r"(?P<sku>[^;]*\S)\s(?P<price>\d\S*\s[^\s\d]+)")


class PriceList(NamedTuple):
    """The price of each shade as it is written, by primary key, empty if there is none; and lines without a shade."""

    typed: dict[int, str]
    unknown: dict[str, "StrOrPromise"]


def read(lines: Iterable[str]) -> PriceList:
    """Two statements at most. Of several lines of one shade the last is meant."""
    wanted = {line: readings(line) for line in lines if line.strip(" \t;,")}
    exact, like = shades_of(list(chain.from_iterable(wanted.values())))
    prices = PriceList({}, {})
    for text, possible in wanted.items():
        line = known(possible, exact, like)
        if line.shade is None:
            prices.unknown[text] = line.unknown
        else:
            prices.typed[line.shade.pk] = line.typed
    return prices


def readings(text: str) -> list[Line]:
    """What a line may mean: a whole SKU, or a SKU with a price after it."""
    cells = clean_text(text.replace("\t", ";")).strip(" ;,")
    if found := WITH_SIGN.fullmatch(cells):
        sku, price = found["sku"], found["price"]
    else:
        sku, _sign, price = cells.rpartition(";" if ";" in cells else " ")
    whole, split = Line(cells), Line(sku.strip(" ;,"), price.strip())
    return [whole, split] if split.sku else [whole]
