"""What can take the place of an old shade: the nearest in size of those that can be mounted where it was, and why."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Abs
from django.utils.translation import gettext as _

from catalog.fit.fittings import FITTING_NAMES, HOLDER_NAMES, REDUCED_HOLDERS, effective_fitting, is_sitting
from catalog.fit.old_shade import OldShade
from catalog.fit.query import fit_condition
from catalog.fit.shade import Outline, Shade, as_shade
from catalog.fit.verdict import Level
from catalog.lengths import format_number
from catalog.models import Product, ProductQuerySet
from catalog.models.kind import keys_of_nearest
from catalog.terms import CLIPS, SIDED, WITH_RING, Shape

MOST_SHOWN = 12
# The least that the fit rules say of what can be mounted. No size of these lamps is known, so none rules a shade out.
MOUNTED = min(level for level in Level if level is not Level.NO)


@dataclass(frozen=True)
class Replacement:
    """A shade that can take the old one's place, its difference in words, and what else there is to know."""

    product: Product
    difference: str
    notes: tuple[str, ...]


def replacements(old: OldShade) -> list[Replacement]:
    """The nearest, at most `MOST_SHOWN`, in two queries."""
    return [replacement(product, old) for product in nearest(old).with_pair()]


def nearest(old: OldShade) -> ProductQuerySet:
    """Public shades that go where the old one was: the least sum of differences in size first, ties by id."""
    lamps = old.lamps
    if not lamps:
        return Product.objects.none()
    mounted = reduce(or_, (fit_condition(lamp, MOUNTED) for lamp in lamps))
    order = (_distance(old), "pk")
    # Keys are sorted alone, and only the rows that are shown are read whole.
    keys = keys_of_nearest(mounted, _distance(old), MOST_SHOWN)
    return Product.objects.filter(pk__in=keys).order_by(*order)


def _distance(old: OldShade) -> CombinedExpression:
    """Sum of the absolute differences of top, bottom and height, in millimetres."""
    return (
        Abs(_larger_side("top") - Value(old.top_mm))
        + Abs(_larger_side("bottom") - Value(old.bottom_mm))
        + Abs(F("height_mm") - Value(old.height_mm))
    )


def _larger_side(end: str) -> Case:
    """`larger_side_mm` as SQL."""
    width, depth = f"{end}_diameter_mm", f"{end}_depth_mm"
    is_deeper = When(**{"shape__in": SIDED, f"{depth}__gt": F(width)}, then=F(depth))
    return Case(is_deeper, default=F(width), output_field=IntegerField())


def sides_mm(shade: Outline, end: str) -> tuple[int, int]:
    """The larger and the smaller side at its "top" or "bottom"; the diameter twice for round shades."""
    width: int = getattr(shade, f"{end}_diameter_mm")
    depth: int | None = getattr(shade, f"{end}_depth_mm")
    if shade.shape in SIDED and depth is not None:
        return max(width, depth), min(width, depth)
    return width, width


def replacement(product: Product, old: OldShade) -> Replacement:
    """The product as a replacement of the old shade, in words of the active language."""
    shade = as_shade(product)
    sizes = [*_widths_in_words(shade, old), _height_in_words(shade.height_mm - old.height_mm, old)]
    difference = ", ".join([*sizes, _fitting_in_words(shade, old)])
    notes = (*_shape_notes(shade, old), *_mounting_notes(shade, old))
    return Replacement(product, difference[:1].upper() + difference[1:], notes)


def _widths_in_words(shade: Shade, old: OldShade) -> list[str]:
    top = sides_mm(shade, "top")[0] - old.top_mm
    bottom = sides_mm(shade, "bottom")[0] - old.bottom_mm
    if top == bottom == 0:
        return [_("same width")]
    if top == bottom:
        return [(_("%s wider") if top > 0 else _("%s narrower")) % old.length(abs(top))]
    return [_top_in_words(top, old), _bottom_in_words(bottom, old)]


def _top_in_words(gap: int, old: OldShade) -> str:
    if not gap:
        return _("same width at the top")
    return (_("%s wider at the top") if gap > 0 else _("%s narrower at the top")) % old.length(abs(gap))


def _bottom_in_words(gap: int, old: OldShade) -> str:
    if not gap:
        return _("same width at the bottom")
    return (_("%s wider at the bottom") if gap > 0 else _("%s narrower at the bottom")) % old.length(abs(gap))


def _height_in_words(gap: int, old: OldShade) -> str:
    if not gap:
        return _("same height")
    if gap > 0:
        return _("%s taller") % old.length(gap)
    # What hangs and is "lower" would be thought to hang lower.
    return (_("%s shorter") if old.use == "pendant" else _("%s lower")) % old.length(-gap)


def _fitting_in_words(shade: Shade, old: OldShade) -> str:
    fitting = effective_fitting(shade)
    if fitting != old.fitting:
        return _("with %s") % FITTING_NAMES.get(fitting, fitting)
    if fitting in WITH_RING:
        return _("same ring")
    return _("same clip") if fitting in CLIPS else _("same fitting")


def _shape_notes(shade: Shade, old: OldShade) -> list[str]:
    """What its widths at the top and bottom do not tell: the other side, and where it is wider than at its edges."""
    notes = []
    large, small = sides_mm(shade, "bottom")
    if shade.shape in SIDED:
        number, length = format_number(large, old.unit), old.length(small)
        sizes = {"shape": Shape(shade.shape).label, "large": number, "small": length}
        notes.append(_("%(shape)s: %(large)s × %(small)s at the bottom, compared by its larger side.") % sizes)
    if shade.widest_mm > max(large, sides_mm(shade, "top")[0]):
        notes.append(_("%s at its widest.") % old.length(shade.widest_mm))
    return notes


def _mounting_notes(shade: Shade, old: OldShade) -> list[str]:
    """What to do or to look at, because the old shade may have sat on more holders than this one."""
    fitting, notes = effective_fitting(shade), []
    common = [lamp.holder for lamp in old.lamps if is_sitting(shade, lamp)]
    if len(common) < len(old.holders) and "pendant" not in common:
        notes.append(_("Only if your lamp has %s.") % HOLDER_NAMES[common[0]])
    reduced = fitting == "ring_e27" and [holder for holder in common if holder in REDUCED_HOLDERS]
    if reduced and len(reduced) == len(common):
        notes.append(_("Use the reducer in the box."))
    elif reduced:
        notes.append(_("On %s use the reducer in the box.") % HOLDER_NAMES[reduced[0]])
    if fitting == "duplex" and old.fitting != "duplex":
        notes.append(_("It sits on a shade carrier: choose one of the right height."))
    return notes
