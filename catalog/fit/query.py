"""The fit rules of `rules.py` once more, as database expressions over the columns of a product. No model is imported.

The lamp's numbers are known, so every bound is worked out here in whole millimetres and the database only compares
columns with constants: no rounding can differ. A test judges thousands of shades both ways.
"""

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.lookups import Exact, In

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
from catalog.fit.rules import OVERHANG_MM, PENDANT_MARGIN_MM, WIDTH_PLAY_MM
from catalog.fit.verdict import Level
from catalog.terms import CLIPS, SIDED, WITH_TELLING_RING


def verdict_expression(lamp: HomeLamp) -> Case:
    """A `Level` for each row, equal to `judge(row, lamp).level`."""
    return Case(
        When(fit_condition(lamp, Level.GOOD), then=Value(Level.GOOD)),
        When(fit_condition(lamp, Level.POSSIBLE), then=Value(Level.POSSIBLE)),
        default=Value(Level.NO),
        output_field=IntegerField(),
    )


def fit_condition(lamp: HomeLamp, at_least: Level) -> Q:
    """The rows whose verdict is `at_least` good or possible: every part must reach it. For `.filter()`."""
    condition = Q(**{f"for_{lamp.use}": True}) & _fitting(lamp)
    if lamp.use == "table":
        condition &= _width(lamp, at_least) & _height(lamp, at_least)
        if lamp.table_mm is not None and at_least is Level.GOOD:
            condition &= Q(widest_mm__lte=lamp.table_mm)
    if lamp.use == "pendant" and lamp.table_mm is not None:
        condition &= _pendant(lamp.table_mm, at_least)
    return condition


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


def _width(lamp: HomeLamp, at_least: Level) -> Q:
    tall, broad = lamp.height_mm, lamp.width_mm
    if tall is None or broad is None:
        return _unmeasured(at_least)
    good = _covers(broad + OVERHANG_MM) & Q(widest_mm__gte=tall - WIDTH_PLAY_MM, widest_mm__lte=tall)
    if at_least is Level.GOOD:
        return good
    # 4 D >= 3 H in whole millimetres is D >= 3/4 H rounded up.
    return good | _covers(broad) & Q(widest_mm__gte=-(-3 * tall // 4), widest_mm__lte=tall + WIDTH_PLAY_MM)


def _covers(width_mm: int) -> Q:
    """The smaller side is at least so wide (`shade.narrow_side_mm`)."""
    is_round = ~Q(shape__in=SIDED) | Q(bottom_depth_mm__isnull=True)
    return Q(widest_mm__gte=width_mm) & (is_round | Q(bottom_depth_mm__gte=width_mm))


def _height(lamp: HomeLamp, at_least: Level) -> Q:
    tall = lamp.height_mm
    if tall is None:
        return _unmeasured(at_least)
    if at_least is Level.GOOD:
        return Q(height_mm__gte=-(-3 * tall // 5), height_mm__lte=3 * tall // 4)
    return Q(height_mm__gte=-(-tall // 2), height_mm__lte=9 * tall // 10)


def _pendant(table_mm: int, at_least: Level) -> Q:
    condition = Q(widest_mm__lte=table_mm - PENDANT_MARGIN_MM)
    if at_least is Level.GOOD:
        condition &= Q(widest_mm__gte=-(-table_mm // 2), widest_mm__lte=2 * table_mm // 3)
    return condition


def _unmeasured(at_least: Level) -> Q:
    """A base of unknown size is possible, never good. (An empty list is the false that every database knows.)"""
    return Q(pk__in=[]) if at_least is Level.GOOD else Q()
