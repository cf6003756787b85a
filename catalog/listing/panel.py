"""The filters as the page shows them: groups with options and their counts, ranges with what was typed."""

from dataclasses import dataclass, field, replace
from typing import Any

from babel.numbers import get_currency_symbol
from django.conf import settings
from django.utils.translation import gettext as _

from catalog.drawing import fitting_icons
from catalog.drawing.icons import SILHOUETTES, Picture
from catalog.listing.facets import Counts
from catalog.listing.filters import CHOICES, FLAGS, RANGES, Choice
from catalog.listing.parsing import Reading
from catalog.listing.state import RELEVANCE, Wanted
from shop.forms import WrongField
from shop.language import current_language

# Open without being asked, because most people narrow a list by these.
OPEN = {"use", "light", "width", "stock"}

# Of each colour family a typical one; the colours of a shade itself are in its data.
SWATCHES: dict[str, tuple[str, ...]] = {
    "natural": ("#d6cab6",),
    "white": ("#f7f3ea",),
    "grey": ("#9b9994",),
    "black": ("#2b2a28",),
    "brown": ("#775236",),
    "red": ("#a4452f",),
    "pink": ("#dcaea6",),
    "yellow": ("#d0a041",),
    "green": ("#50694c",),
    "blue": ("#34496a",),
    "multicolour": ("#a4452f", "#d0a041", "#50694c", "#34496a"),
}


@dataclass(frozen=True)
class Option:
    """A value that can be chosen. `picture` or `swatch` shows it, `note` explains it."""

    name: str
    value: str
    label: Any
    count: int
    is_chosen: bool
    picture: Picture | None = None
    swatch: tuple[str, ...] = ()
    note: Any = ""

    @property
    def is_disabled(self) -> bool:
        """Nothing would be left; but what is chosen can always be taken back."""
        return self.count == 0 and not self.is_chosen


@dataclass(frozen=True)
class End:
    """One of the two fields of a range: its name, what was typed, and what is wrong with that."""

    name: str
    label: str
    typed: str
    fault: str


@dataclass(frozen=True)
class Group:
    """A filter: options to choose, or a range with two ends in a unit."""

    name: str
    label: Any
    is_open: bool
    options: list[Option] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    unit: str = ""
    note: str = ""


def wrong_ends(groups: list[Group]) -> list[WrongField]:
    """The fields of the ranges that make no sense, in the order of the page."""
    return [
        WrongField(f"id_{end.name}", f"{group.label}, {end.label[:1].lower()}{end.label[1:]}", end.fault)
        for group in groups
        for end in group.ends
        if end.fault
    ]


@dataclass(frozen=True)
class Order:
    value: str
    label: str
    is_chosen: bool


def groups(reading: Reading, counts: Counts, *, has_lamp: bool) -> list[Group]:
    """All filters, in the order of the page."""
    shown = {name: _choice(choice, reading.wanted, counts) for name, choice in CHOICES.items()}
    shown |= {name: _range(name, reading) for name in RANGES}
    flags = [_flag(name, reading.wanted, counts) for name in FLAGS if has_lamp or name != "fits"]
    shown["stock"] = Group("stock", _("Stock and lamp") if has_lamp else _("Stock"), is_open=True, options=flags)
    order = ("use", "width", "shape", "light", "colour", "material", "fitting", "height", "price", "lining", "stock")
    return [shown[name] for name in order]


def _choice(choice: Choice, wanted: Wanted, counts: Counts) -> Group:
    chosen = wanted.choices.get(choice.name, ())
    options = [
        Option(
            choice.name,
            value,
            label,
            counts.option(choice.name, value),
            value in chosen,
            picture=_picture(choice.name, value),
            swatch=SWATCHES[value] if choice.name == "colour" else (),
            note=fitting_icons.WORDS[value] if choice.name == "fitting" else "",
        )
        for value, label in choice.terms.choices
    ]
    note = (
        _("What holds the shade. It has to go with the bulb holder of your lamp.") if choice.name == "fitting" else ""
    )
    return Group(choice.name, choice.label, bool(chosen) or choice.name in OPEN, options, note=note)


def _picture(name: str, value: str) -> Picture | None:
    if name == "shape":
        # So small, seams would be smudges.
        return replace(SILHOUETTES[value], details="")
    return fitting_icons.PICTURES[value] if name == "fitting" else None


def _range(name: str, reading: Reading) -> Group:
    ends = [
        End(end, label, reading.typed.get(end, ""), reading.faults.get(end, ""))
        for end, label in ((f"{name}_min", _("From")), (f"{name}_max", _("To")))
    ]
    is_open = name in OPEN or any(end.typed or end.fault for end in ends)
    money = get_currency_symbol(settings.CURRENCY, locale=current_language())
    return Group(name, RANGES[name].label, is_open, ends=ends, unit=money if name == "price" else _("cm"))


def _flag(name: str, wanted: Wanted, counts: Counts) -> Option:
    return Option(name, "1", FLAGS[name], counts.option(name, "1"), name in wanted.flags)


def orders(wanted: Wanted) -> list[Order]:
    """The orders to choose from. The usual one has no value: a search that follows is then sorted by relevance."""
    labels = {
        RELEVANCE: _("Most like the search"),
        "newest": _("Newest first"),
        "price": _("Price, low to high"),
        "-price": _("Price, high to low"),
        "width": _("Width, small to large"),
    }
    return [
        Order("" if sort == wanted.usual_sort else sort, labels[sort], sort == wanted.order) for sort in wanted.sorts
    ]
