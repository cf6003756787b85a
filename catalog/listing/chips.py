"""What is chosen, as chips: each a link to the same list without that one value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalog.lengths import format_length
from catalog.listing.filters import CHOICES, FLAGS, RANGES
from catalog.listing.parsing import quoted
from catalog.listing.state import Wanted
from shop.money import money


@dataclass(frozen=True)
class Chip:
    """One chosen value, and the address without it."""

    label: Any
    url: str


def chips(wanted: Wanted) -> list[Chip]:
    """One for each chosen value, in the order of the address."""
    return [*_search(wanted), *_choices(wanted), *_bounds(wanted), *_flags(wanted)]


def _search(wanted: Wanted) -> Iterator[Chip]:
    if wanted.q:
        yield Chip(quoted(wanted.q), wanted.without_search().url)


def _choices(wanted: Wanted) -> Iterator[Chip]:
    for name, values in wanted.choices.items():
        for value in values:
            label: Any = CHOICES[name].terms(value).label
            if name == "lining":
                label = _("Lining: %s") % str(label).lower()
            yield Chip(label, wanted.without_choice(name, value).url)


def _bounds(wanted: Wanted) -> Iterator[Chip]:
    for name, bounds in wanted.ranges.items():
        for end, bound in (("low", bounds.low), ("high", bounds.high)):
            if bound is not None:
                written = money(bound) if name == "price" else format_length(int(bound * RANGES[name].unit), "cm")
                template = _("%(filter)s from %(value)s") if end == "low" else _("%(filter)s to %(value)s")
                label = template % {"filter": RANGES[name].label, "value": written}
                yield Chip(label, wanted.without_bound(name, end).url)


def _flags(wanted: Wanted) -> Iterator[Chip]:
    for name, label in FLAGS.items():
        if name in wanted.flags:
            yield Chip(label, wanted.without_filter(name).url)
