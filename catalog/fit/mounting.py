"""How a shade is held: its fitting in a drawing and in words (lampshades.md, section 2)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.fit.fittings import UNKNOWN_RING, effective_fitting
from catalog.fit.shade import as_shade
from catalog.lengths import plain_number
from catalog.models import Product
from catalog.terms import WITH_TELLING_RING, Shape

# The drawings, by what holds the shade. A ring of whatever size is drawn standing, or hanging by the top.
STANDING_RING = "catalog/mounting/_ring.html"
HANGING_RING = "catalog/mounting/_ring_at_the_top.html"
WITHOUT_RING = {
    "duplex": "catalog/mounting/_duplex.html",
    "spider": "catalog/mounting/_spider.html",
    "clip_bulb": "catalog/mounting/_clip_bulb.html",
    "clip_candle": "catalog/mounting/_clip_candle.html",
    "pendant_grip": "catalog/mounting/_pendant_grip.html",
}


# The drawings have straight sides.
DRAWN_SHAPES = (Shape.DRUM, Shape.CYLINDER)


@dataclass(frozen=True)
class Holding:
    """The drawing's fragment, the inside of the ring in millimetres (empty without one), and what to know and do.

    `caption` says of the drawing that the shade is none of its shape; empty where it is.
    """

    drawing: str
    ring: str
    words: tuple[str, ...]
    caption: str


def holding(product: Product) -> Holding:
    """The text that is right for the fitting. Where ring and code disagree, the ring decides, as for the verdicts."""
    fitting = effective_fitting(as_shade(product))
    has_ring = fitting in (*WITH_TELLING_RING, UNKNOWN_RING) and product.ring_mm is not None
    if not has_ring:
        return Holding(WITHOUT_RING[fitting], "", _without_ring(fitting), _caption(product))
    hangs = product.fitting_position == "top"
    ring = plain_number(product.ring_mm) if product.ring_mm is not None else ""
    words = (_hang_by_ring() if hangs else _stand_by_ring(), *_ring_size(fitting, ring, product))
    if product.fitting_position == "reversible":
        words = (*words, _("It goes either way up: on a lamp base, or turned over on a hanging cable."))
    return Holding(HANGING_RING if hangs else STANDING_RING, ring, words, _caption(product))


def _caption(product: Product) -> str:
    return "" if product.shape in DRAWN_SHAPES else _("This shows the fitting. The shade itself has another shape.")


def _stand_by_ring() -> str:
    return _(
        "Unscrew the collar on the bulb holder, lower the shade so that the holder passes through the ring, and screw "
        "the collar back on. Then put the bulb in."
    )


def _hang_by_ring() -> str:
    return _(
        "Switch the current off first. Unscrew the collar on the hanging holder, let the holder down through the ring "
        "at the top of the shade, and screw the collar on from below. Then put the bulb in."
    )


def _ring_size(fitting: str, ring: str, product: Product) -> tuple[str, ...]:
    size = {"ring": ring}
    if fitting == "ring_e27":
        first = _("The ring is %(ring)s mm wide inside, for an E27 holder.") % size
        if product.reducer_included:
            return first, _("An E14 or B22 holder is thinner, about 28 mm: for it there is a reducer in the box.")
        more = _("An E14 or B22 holder is thinner, about 28 mm: it needs a reducer, which is not in this box.")
        return first, more
    if fitting == "ring_e14_b22":
        first = _("The ring is %(ring)s mm wide inside, for an E14 or B22 holder.") % size
        return first, _("An E27 holder is thicker, about 39 mm: it does not go through.")
    if fitting == "uno":
        return (_("The ring is %(ring)s mm wide inside: a UNO ring, for bridge arms and pendants.") % size,)
    return (
        _("The ring is %(ring)s mm wide inside, which is an unusual size. Measure your holder before you order.")
        % size,
    )


def _without_ring(fitting: str) -> tuple[str, ...]:
    words = {
        "duplex": (
            _("The wide ring, about 110 mm, lies on a shade carrier that stands round the bulb."),
            _("The carrier sits on an E27 or B22 holder. Choose one so high that the shade just hides the holder."),
        ),
        "spider": (
            _("Take the finial off the harp, set the washer of the shade on the harp, and screw the finial back on."),
            _("It is for lamps with a harp, as most American ones are."),
        ),
        "clip_bulb": (
            _("It has no ring: two loops of wire clip on the bulb itself. Let the bulb cool down first."),
            _("It is for round bulbs in an E27 or B22 holder."),
        ),
        "clip_candle": (
            _("It has no ring: a clip holds it on the candle bulb itself. Let the bulb cool down first."),
            _("It is for candle bulbs in an E14 holder, on table and wall lamps."),
        ),
        "pendant_grip": (
            _("Switch the current off first. The cable goes through the hole at the top, and the grip holds it."),
            _("The hole takes the cable, 10 to 13 mm with its grip, or an E27 holder with a ring."),
        ),
    }
    return words[fitting]
