"""Warnings about a shade, which refuse nothing."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from catalog.fit.fittings import FITTING_NAMES, UNKNOWN_RING, effective_fitting
from catalog.fit.shade import as_shade
from catalog.fit.suits import bases
from catalog.fit.verdict import Level
from catalog.lengths import plain_number
from catalog.models import Photo, Product
from catalog.photographs.renditions import WIDTHS
from catalog.terms import Shape

# Ratio of the top to the bottom diameter that suits a shape (data sheet, "Checks"): at least, below.
RATIOS = {
    Shape.DRUM: (0.85, None),
    Shape.TAPERED_DRUM: (0.60, 0.85),
    Shape.EMPIRE: (0.40, 0.60),
    Shape.COOLIE: (None, 0.40),
}


def doubts_about(product: Product) -> list[str]:
    """All that is to be said of a shade without its photographs. No statement."""
    return list(filter(None, (doubt_about_shape(product), doubt_about_ring(product), doubt_about_bases(product))))


def doubt_about_shape(product: Product) -> str:
    """A warning if the top and bottom diameters do not suit the shape; else empty."""
    top, bottom = product.top_diameter_mm, product.bottom_diameter_mm
    if product.shape not in RATIOS or top is None or not bottom:
        return ""
    least, below = RATIOS[product.shape]
    ratio = top / bottom
    if (least is None or ratio >= least) and (below is None or ratio <= below):
        return ""
    text = _("Is “%(shape)s” right? Its top is %(percent)d %% of its bottom, which is unusual for this shape.")
    return text % {"shape": product.get_shape_display(), "percent": round(ratio * 100)}


def doubt_about_ring(product: Product) -> str:
    """A warning if the measured ring is another than the fitting's; else empty (lampshades.md, section 2)."""
    fitting = effective_fitting(as_shade(product))
    if product.ring_mm is None or not product.fitting or fitting == product.fitting:
        return ""
    said = {"ring": plain_number(product.ring_mm), "code": product.get_fitting_display()}
    if fitting == UNKNOWN_RING:
        return _("Is the ring right? %(ring)s mm is unusual for “%(code)s”: the shop says that it fits no lamp.") % said
    text = _("Is “%(code)s” right? A ring of %(ring)s mm is %(fitting)s, and shoppers are told what the ring fits.")
    return text % {**said, "fitting": FITTING_NAMES[fitting]}


def doubt_about_bases(product: Product) -> str:
    """A warning where a complete table shade suits no base, or goes on none; empty where it suits some."""
    if product.bottom_diameter_mm is None or product.widest_mm is None or product.height_mm is None:
        return ""
    shade = as_shade(product)
    suited = bases(shade)
    if not shade.for_table or (suited and suited.level is Level.GOOD):
        return ""
    if suited is None:
        return _("By the rules of size it goes on no table lamp: are its measures right?")
    text = _("By the rules of size it suits no table lamp well. It goes on bases %(heights)s tall.")
    return text % {"heights": suited.heights("cm")}


def doubts_about_photos(photos: Iterable[Photo]) -> Iterator[str]:
    """In words: pictures too small for a large screen (DESIGN.md, section 6: 1000 px), one picture in two places."""
    names = [photo.image.name for photo in photos]
    if any(photo.width < WIDTHS[-1] for photo in photos):
        yield _("A photograph is narrower than %(width)d px: it will be blurred on a large screen.") % {
            "width": WIDTHS[-1]
        }
    if len(set(names)) < len(names):
        yield _("The same picture is used twice.")
