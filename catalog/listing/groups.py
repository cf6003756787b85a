"""A filter as shown on the page: options with their counts, or the two fields of a range."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import npgettext

from catalog.drawing.icons import Picture
from catalog.models.count import Count
from shop.language import current_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@lru_cache(maxsize=1024)
def _unit(count: int, language: str) -> str:
    return npgettext("filter", "shade", "shades", count)


@dataclass(frozen=True)
class Option:
    """A value to choose. `picture` or `swatch` illustrates it, `note` explains it."""

    name: str
    value: str
    label: "StrOrPromise"
    count: Count
    is_chosen: bool
    picture: Picture | None = None
    swatch: tuple[str, ...] = ()
    note: "StrOrPromise" = ""

    @property
    def shown(self) -> str:
        """The count in figures. As text: a number is formatted anew wherever a template writes it."""
        return str(self.count)

    @property
    def unit(self) -> str:
        """The word that follows the count."""
        return _unit(self.count, current_language())

    @property
    def is_disabled(self) -> bool:
        """Whether no shade would be left; a chosen option stays enabled, so that it can be cleared."""
        return self.count == 0 and not self.count.or_more and not self.is_chosen


@dataclass(frozen=True)
class End:
    """One of the two fields of a range, with what was typed and its error. `full_label` names the filter, too."""

    name: str
    label: str
    full_label: str
    typed: str
    fault: str


@dataclass(frozen=True)
class FilterGroup:
    """One heading with its options, or a range with two ends in a unit."""

    name: str
    label: "StrOrPromise"
    is_open: bool
    options: list[Option] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    unit: str = ""
    note: "StrOrPromise" = ""
