"""The line above the list about the remembered lamp: its measures, and how many of these shades fit it."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from catalog.listing.facets import Counts
from catalog.listing.filters import FITS_MY_LAMP
from catalog.listing.kinds import ON
from catalog.listing.state import ListState


@dataclass(frozen=True)
class YourLamp:
    """How many shades of the list fit the lamp, in words, and the list of these alone, or of all again.

    `url` is empty where none fits.
    """

    count: str
    shows_only_these: bool
    url: str


def your_lamp(state: ListState, counts: Counts) -> YourLamp | None:
    """None while no lamp is known. The number is that of the filter "fits my lamp": no query."""
    if not state.has_lamp:
        return None
    name, fitting = FITS_MY_LAMP.name, counts.option(FITS_MY_LAMP.name, ON)
    is_chosen = name in state.values
    words = ngettext("%(n)s fits", "%(n)s fit", fitting) % {"n": fitting.words}
    url = state.with_value(name, not is_chosen).url if fitting or is_chosen else ""
    return YourLamp(words, is_chosen, url)
