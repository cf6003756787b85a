"""Reading the list's address. Whatever it says is answered with a page: a value that makes no sense is
left out, and said; a parameter that is not of the list (advertisements append theirs) is passed over in silence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.listing.filters import CHOICES, FLAGS, RANGES, Bounds
from catalog.listing.state import SORTS, Wanted
from catalog.search.query import MAX_LETTERS, MAX_TERMS, Search, understood

NUMBER = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)
PAGE = re.compile(r"[1-9]\d{0,5}", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# A message repeats no more than this of what it is about.
QUOTED = 30
MOST_QUOTED = 3


@dataclass(frozen=True)
class Notice:
    """Something of the address that is left out, in words."""

    text: str
    level_tag: str = "warning"

    def __str__(self) -> str:
        return self.text


@dataclass
class Reading:
    """What an address says: the state, what was typed into the ranges, and what was wrong with it."""

    wanted: Wanted
    search: Search
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def warn(self, text: str) -> None:
        self.notices.append(Notice(text))


def quoted(text: str) -> str:
    """A piece of the address that may be shown."""
    clean = CONTROL.sub(" ", text).strip()
    return _("“%s”") % (f"{clean[:QUOTED]}…" if len(clean) > QUOTED else clean)


def read(address: QueryDict, *, has_lamp: bool) -> Reading:
    """The state of an address. `has_lamp`: the shopper's lamp is known, so that `fits` means something."""
    typed_q = CONTROL.sub(" ", address.get("q", "")).strip()
    search = understood(typed_q)
    reading = Reading(Wanted(), search)
    reading.wanted = Wanted(
        q=typed_q[:MAX_LETTERS].strip() if search else "",
        choices=dict(_choices(address, reading)),
        ranges=dict(_ranges(address, reading)),
        flags=frozenset(_flags(address, reading, has_lamp)),
        sort=_sort(address, reading, is_search=bool(search)),
        page=_page(address, reading),
    )
    if typed_q and not search:
        reading.warn(_("There is no word to search for in %s.") % quoted(typed_q))
    elif search.is_cut:
        reading.warn(_("That is a long search: only its first %(n)d words count.") % {"n": MAX_TERMS})
    return reading


def _choices(address: QueryDict, reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, choice in CHOICES.items():
        values = set(address.getlist(name)) - {""}
        chosen = tuple(value for value in choice.terms.values if value in values)
        for value in sorted(values.difference(chosen))[:MOST_QUOTED]:
            reading.warn(
                _("%(filter)s: we do not know %(value)s, so it is left out.")
                % {"filter": choice.label, "value": quoted(value)}
            )
        if chosen:
            yield name, chosen


def _ranges(address: QueryDict, reading: Reading) -> Iterator[tuple[str, Bounds]]:
    for name in RANGES:
        bounds = Bounds(_number(address, f"{name}_min", reading), _number(address, f"{name}_max", reading))
        if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
            reading.faults[f"{name}_min"] = _("“From” is more than “to”, so both are left out.")
        elif bounds:
            yield name, bounds


def _number(address: QueryDict, name: str, reading: Reading) -> Decimal | None:
    typed = CONTROL.sub(" ", address.get(name, "")).strip()
    reading.typed[name] = typed[:QUOTED]
    match = NUMBER.fullmatch(typed)
    if match is None:
        if typed:
            reading.faults[name] = _("Write a number, such as 40 or 23.5. This one is left out.")
        return None
    return Decimal(f"{match[1]}.{match[2] or 0}")


def _flags(address: QueryDict, reading: Reading, has_lamp: bool) -> Iterator[str]:
    for name, label in FLAGS.items():
        value = address.get(name, "")
        if value == "1" and (name != "fits" or has_lamp):
            yield name
        elif value == "1":
            reading.warn(_("We do not know your lamp yet, so “Fits my lamp” is left out."))
        elif value:
            reading.warn(
                _("%(filter)s: we do not know %(value)s, so it is left out.")
                % {"filter": label, "value": quoted(value)}
            )


def _sort(address: QueryDict, reading: Reading, *, is_search: bool) -> str:
    """The chosen order; empty for the usual one, and for relevance where there is nothing to be relevant to."""
    sort: Any = address.get("sort", "")
    if sort not in ("", *SORTS):
        reading.warn(_("There is no order %s, so the usual one is used.") % quoted(sort))
    usual = SORTS[0] if is_search else SORTS[1]
    return sort if sort in SORTS and sort not in (usual, SORTS[0]) else ""


def _page(address: QueryDict, reading: Reading) -> int:
    page = address.get("page", "")
    if page and not PAGE.fullmatch(page):
        no_such_page(reading, page)
        return 1
    return int(page or 1)


def no_such_page(reading: Reading, page: str) -> None:
    reading.warn(_("There is no page %s. This is the first one.") % quoted(page))
