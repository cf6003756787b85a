"""What the page shows of a filter: options with their counts, or the two fields of a range."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.drawing.icons import Picture

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Option:
    """A value that can be chosen. `picture` or `swatch` shows it, `note` explains it."""

    name: str
    value: str
    label: "StrOrPromise"
    count: int
    is_chosen: bool
    picture: Picture | None = None
    swatch: tuple[str, ...] = ()
    note: "StrOrPromise" = ""

    @property
    def is_disabled(self) -> bool:
        """Nothing would be left; but what is chosen can always be taken back."""
        return self.count == 0 and not self.is_chosen


@dataclass(frozen=True)
class End:
    """One of the two fields of a range, with what was typed and what is wrong with that. `full_label` stands alone."""

    name: str
    label: str
    full_label: str
    typed: str
    fault: str


@dataclass(frozen=True)
class FilterGroup:
    """What stands under one heading: options to choose, or a range with two ends in a unit."""

    name: str
    label: "StrOrPromise"
    is_open: bool
    options: list[Option] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    unit: str = ""
    note: "StrOrPromise" = ""
