"""The filters of the list, in the order of the page and of the address."""

from dataclasses import replace

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog import terms
from catalog.drawing.icons import FITTINGS, SILHOUETTES
from catalog.fit.fittings import FITTING_WORDS
from catalog.listing.kinds import Choice, Filter, Flag, Uses
from catalog.listing.ranges import LengthRange, PriceRange
from catalog.models.product_queries import SOLD_OUT

# At this size seams would be smudges.
SHAPES = {shape: picture._replace(details="") for shape, picture in SILHOUETTES.items()}

# A typical colour for each family; a shade's own colour is in its data.
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

FITTING_NOTE = _("What holds the shade. It has to go with the bulb holder of your lamp.")
NO_LAMP = _("We do not know your lamp yet, so we ignored “Fits my lamp”.")
# Its condition depends on the shopper's lamp: see `filters_for`.
FITS_MY_LAMP = Flag("fits", _("Fits my lamp"), None, _("Stock and lamp"), unavailable=NO_LAMP)

FILTERS: tuple[Filter, ...] = (
    Uses("use", _("For"), terms.Use, is_open=True),
    LengthRange("width", _("Width"), "widest_mm", is_open=True),
    Choice("shape", _("Shape"), terms.Shape, "shape", pictures=SHAPES),
    Choice("light", _("Lets light through"), terms.Light, "light", is_open=True),
    Choice("colour", _("Colour"), terms.ColourFamily, "colour_family", swatches=SWATCHES),
    Choice("material", _("Material"), terms.Material, "material"),
    Choice(
        "fitting",
        _("Fitting"),
        terms.Fitting,
        "fitting",
        note=FITTING_NOTE,
        pictures=FITTINGS,
        notes=FITTING_WORDS,
    ),
    LengthRange("height", _("Height"), "height_mm"),
    PriceRange("price", _("Price"), "price"),
    Choice("lining", _("Lining"), terms.Lining, "lining", chip=_("Lining: %s")),
    Flag("in_stock", _("In stock"), ~Q(SOLD_OUT), _("Stock")),
    FITS_MY_LAMP,
)


def filters_for(fits: Q | None) -> tuple[Filter, ...]:
    """The filters; `fits` is the condition of the shopper's lamp, None while no lamp is known."""
    return tuple(replace(one, demand=fits) if one is FITS_MY_LAMP else one for one in FILTERS)
