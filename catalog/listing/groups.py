"""A filter as shown on the page: options with their counts, or the two fields of a range."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import npgettext

from catalog.drawing.icons import Picture
from catalog.models.count import Count

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Option(NamedTuple):
    """A value to choose: all that its row on the page says, which is made once (shop/made_once.py).

    `picture` or `swatch` illustrates it, `note` explains it. `number` is its count, up to that or more.
    """

    name: str
    value: str
    label: str
    number: int
    or_more: bool
    is_chosen: bool
    picture: Picture | None = None
    swatch: tuple[str, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        """The count in words of the active language; empty where it is only known that there may be some."""
        return Count(self.number, or_more=self.or_more).words

    @property
    def unit(self) -> str:
        """The word that follows the count."""
        return npgettext("filter", "shade", "shades", self.number)

    @property
    def is_disabled(self) -> bool:
        """Whether no shade would be left; a chosen option stays enabled, so that it can be cleared."""
        return not self.number and not self.or_more and not self.is_chosen


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
    """One heading with its options, or a range with two ends in a unit: all that it says, made once as an option is."""

    name: str
    label: "StrOrPromise"
    is_open: bool
    options: tuple[Option, ...] = ()
    ends: tuple[End, ...] = ()
    unit: str = ""
    note: "StrOrPromise" = ""
