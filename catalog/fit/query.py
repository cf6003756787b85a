"""The fit rules of `rules.py` once more, as database expressions over the columns of a product. No model is imported.

The lamp's numbers are known, so every bound is worked out here in whole millimetres and the database only compares
columns with constants: no rounding can differ. A test judges thousands of shades both ways.
"""

from functools import lru_cache

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.lookups import Exact, In, Range

from catalog.fit.fittings import (
    AGREES_MM,
    BY_RING_MM,
    HANGING_POSITIONS,
    REDUCED_HOLDERS,
    SITS_ON,
    UNKNOWN_RING,
    is_use_allowed,
    positions_for,
)
from catalog.fit.lamp import HomeLamp
from catalog.fit.proportions import KINDS, OVERHANG_MM, UNUSUAL, USUAL, Proportions, Span
from catalog.fit.rules import PENDANT_MARGIN_MM
from catalog.fit.verdict import Level
from catalog.terms import CLIPS, SIDED, WITH_TELLING_RING


def verdict_expression(lamp: HomeLamp) -> Case:
    """A `Level` for each row, equal to `judge(row, lamp).level`. The fitting is looked at once."""
    by_size = Case(
        When(_size(lamp, Level.GOOD), then=Value(Level.GOOD)),
        When(_size(lamp, Level.POSSIBLE), then=Value(Level.POSSIBLE)),
        default=Value(Level.UNSUITED),
        output_field=IntegerField(),
    )
    return Case(When(_mounted(lamp), then=by_size), default=Value(Level.NO), output_field=IntegerField())


# The very same for each page that a lamp is remembered for: it is a part of the key of what is kept for a minute, and
# two conditions are compared part by part.
@lru_cache(maxsize=256)
def fit_condition(lamp: HomeLamp, at_least: Level) -> Q:
    """The rows whose verdict is `at_least` good, possible or unsuited. For `.filter()`."""
    return _mounted(lamp) & _size(lamp, at_least)


def _mounted(lamp: HomeLamp) -> Q:
    return Q(**{f"for_{lamp.use}": True}) & _fitting(lamp)


def _size(lamp: HomeLamp, at_least: Level) -> Q:
    """The rules of size: every part must reach the level. Below possible there is nothing to reach."""
    if at_least < Level.POSSIBLE:
        return _unmeasured(at_least)
    if lamp.use == "table":
        return _on_base(lamp, at_least)
    if lamp.use == "pendant" and lamp.table_mm is not None:
        return _pendant(lamp.table_mm, at_least)
    return _unmeasured(at_least)


def effective_fitting_expression() -> Case:
    """`fitting.effective_fitting` as SQL: the code, or what the ring says; the branches stand in the same order."""
    agreeing = [Q(fitting=code, ring_mm__range=bounds) for code, bounds in AGREES_MM.items()]
    return Case(
        When(ring_mm__isnull=True, then=F("fitting")),
        When(fitting__in=CLIPS, then=F("fitting")),
        *[When(agrees, then=F("fitting")) for agrees in agreeing],
        *[When(ring_mm__range=bounds, then=Value(code)) for code, *bounds in BY_RING_MM],
        When(fitting__in=WITH_TELLING_RING, then=Value(UNKNOWN_RING)),
        default=F("fitting"),
        output_field=CharField(),
    )


def _fitting(lamp: HomeLamp) -> Q:
    fitting = effective_fitting_expression()
    codes = [code for code, holders in SITS_ON.items() if lamp.holder in holders and is_use_allowed(code, lamp.use)]
    condition = Q(In(fitting, codes))
    if lamp.holder in REDUCED_HOLDERS:
        condition |= Q(Exact(fitting, "ring_e27")) & Q(reducer_included=True)
    if lamp.holder == "pendant":
        # Only an E27 ring minds where it is; a cord grip is told by the lamp's use below.
        condition &= Q(fitting_position__in=HANGING_POSITIONS) | ~Q(Exact(fitting, "ring_e27"))
    return condition & Q(fitting_position__in=positions_for(lamp.use))


def _on_base(lamp: HomeLamp, at_least: Level) -> Q:
    """Width and height by the kind of shade, and the table it stands on, which caps at possible."""
    by_kind = Q(~Q(shape__in=UNUSUAL), _by_kind(USUAL, lamp, at_least))
    for kind, shapes in KINDS.items():
        by_kind |= Q(_by_kind(kind, lamp, at_least), shape__in=shapes)
    condition = _of_any_kind(lamp, at_least) & by_kind
    if lamp.table_mm is not None and at_least is Level.GOOD:
        condition &= _larger_at_most(lamp.table_mm)
    return condition


def _of_any_kind(lamp: HomeLamp, at_least: Level) -> Q:
    """Bounds that no kind of shade goes beyond. They follow from the rules of the kinds, and spare most rows these:
    plain comparisons of columns, of which the planner also knows how many rows they leave.
    """
    tall, broad, kinds = lamp.height_mm, lamp.width_mm, (USUAL, *KINDS)
    if tall is None or broad is None:
        return Q()
    if at_least is Level.GOOD:
        heights, widths = [kind.good_height for kind in kinds], [kind.good_width for kind in kinds]
    else:
        heights = [kind.possible_height for kind in kinds]
        widths = [width for kind in kinds for width in (kind.possible_width, kind.good_width)]
    lowest, highest = zip(*(span.ends(tall) for span in heights), strict=True)
    # The wider side alone is never more than both together, nor is the narrower one wider than it.
    return Q(
        height_mm__range=(min(lowest), max(highest)), widest_mm__range=(broad, max(w.ends(tall, 2)[1] for w in widths))
    )


def _by_kind(kind: Proportions, lamp: HomeLamp, at_least: Level) -> Q:
    return _width(kind, lamp, at_least) & _height(kind, lamp, at_least)


def _width(kind: Proportions, lamp: HomeLamp, at_least: Level) -> Q:
    tall, broad = lamp.height_mm, lamp.width_mm
    if tall is None or broad is None:
        return _unmeasured(at_least)
    good = _covers(broad + OVERHANG_MM) & _mean_width(kind.good_width, tall)
    if at_least is Level.GOOD:
        return good
    return good | _covers(broad) & _mean_width(kind.possible_width, tall)


def _mean_width(span: Span, tall: int) -> Q:
    """The mean of the sides is within the span: twice the width of what is round, else the sum of both sides."""
    return Q(Range(_sides_sum(), span.ends(tall, 2)))


def _sides_sum() -> Case:
    """`shade.sides_sum_mm` as SQL."""
    is_sided = Q(shape__in=SIDED, bottom_depth_mm__isnull=False)
    return Case(
        When(is_sided, then=F("widest_mm") + F("bottom_depth_mm")),
        default=F("widest_mm") * 2,
        output_field=IntegerField(),
    )


def _is_round() -> Q:
    """One diameter, or no other side stored (`shade.sides_mm`)."""
    return ~Q(shape__in=SIDED) | Q(bottom_depth_mm__isnull=True)


def _covers(width_mm: int) -> Q:
    """The smaller side is at least so wide (`shade.narrow_side_mm`)."""
    return Q(widest_mm__gte=width_mm) & (_is_round() | Q(bottom_depth_mm__gte=width_mm))


def _height(kind: Proportions, lamp: HomeLamp, at_least: Level) -> Q:
    if lamp.height_mm is None:
        return _unmeasured(at_least)
    span = kind.good_height if at_least is Level.GOOD else kind.possible_height
    return Q(height_mm__range=span.ends(lamp.height_mm))


def _pendant(table_mm: int, at_least: Level) -> Q:
    condition = _larger_at_most(table_mm - PENDANT_MARGIN_MM)
    if at_least is Level.GOOD:
        half = -(-table_mm // 2)
        is_half = Q(widest_mm__gte=half) | ~_is_round() & Q(bottom_depth_mm__gte=half)
        condition &= is_half & _larger_at_most(2 * table_mm // 3)
    return condition


def _larger_at_most(width_mm: int) -> Q:
    """The larger side is at most so wide."""
    return Q(widest_mm__lte=width_mm) & (_is_round() | Q(bottom_depth_mm__lte=width_mm))


def _unmeasured(at_least: Level) -> Q:
    """What no rule of size judges is possible, never good. (An empty list is the false that every database knows.)"""
    nothing = Q(shape__in=[])
    return nothing if at_least is Level.GOOD else ~nothing
