"""The line above the list about the remembered lamp: its measures, and how many of these shades fit it."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import ngettext

from catalog.listing.facets import Counts
from catalog.listing.filters import FITS_MY_LAMP
from catalog.listing.kinds import ON
from catalog.listing.state import ListState

# Above this it is only said that there are more.
EXACT_UP_TO = 1000


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
    number = number_format(EXACT_UP_TO) + "+" if fitting > EXACT_UP_TO else number_format(fitting)
    is_chosen = name in state.values
    words = ngettext("%(n)s fits", "%(n)s fit", min(fitting, EXACT_UP_TO)) % {"n": number}
    url = state.with_value(name, not is_chosen).url if fitting or is_chosen else ""
    return YourLamp(words, is_chosen, url)
