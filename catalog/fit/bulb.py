"""The bulb check: too hot, too close to the cloth, or fine, and why. Watts and millimetres."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from catalog.fit.shade import Shade, narrow_side_mm
from catalog.fit.verdict import Level
from catalog.lengths import Unit, format_length
from catalog.terms import SIDED

# Incandescent watts up to .., clearance at least .., better .. (resources.newyorkcmi.com: 40-60 W 2.5-5 cm, 75-100 W
# 5-7.5 cm). The source is silent below 40 W and between 60 and 75 W: the next known row is the careful answer.
CLEARANCES: tuple[tuple[int, int, int], ...] = ((60, 25, 50), (100, 50, 75))
# Above 100 W nothing is stated; the last row is the least that can be asked.
# What cannot scorch: here a bulb must only not touch.
HARD_MATERIALS = ("glass", "opal_glass", "metal")


class Outcome(StrEnum):
    """What the bulb check says."""

    HOT = "hot"
    CLOSE = "close"
    FINE = "fine"


@dataclass(frozen=True)
class BulbAnswer:
    """The outcome, why in words, and for the mark beside them a verdict's level."""

    outcome: Outcome
    words: str

    @property
    def label(self) -> str:
        labels = {Outcome.HOT: _("Too hot"), Outcome.CLOSE: _("Too close"), Outcome.FINE: _("Fine")}
        return labels[self.outcome]

    @property
    def level(self) -> Level:
        return Level.GOOD if self.outcome is Outcome.FINE else Level.NO


def clearance_mm(shade: Shade, bulb_diameter_mm: int) -> int:
    """Room between bulb and shade half way up. Negative where the bulb does not fit in.

    Radius inside at height z: D/2 - (D - d)/2 * z/h, less the bulb's radius (lampshades.md, section 1), rounded down.
    D is the widest diameter and d the top; of shades with sides the smaller one, because its walls are nearer.
    Raises ValueError for a bulb of no size.
    """
    if bulb_diameter_mm <= 0:
        raise ValueError("the bulb must have a size")
    top = shade.top_diameter_mm
    if shade.shape in SIDED and shade.top_depth_mm is not None:
        top = min(shade.top_depth_mm, top)
    return (narrow_side_mm(shade) + top - 2 * bulb_diameter_mm) // 4


def bulb_check(
    shade: Shade, watts: int, is_led: bool, bulb_diameter_mm: int | None = None, unit: Unit = "cm"
) -> BulbAnswer:
    """Whether this bulb may burn in this shade. Too many watts come first, then the distance to the cloth.

    LED: no source states a distance, so only the shade's LED watts decide (its plain maximum where none is stated) and
    that the bulb goes in at all. Incandescent: `CLEARANCES`, from resources.newyorkcmi.com.
    Raises ValueError for a bulb of no watts, and as `clearance_mm`.
    """
    if watts <= 0:
        raise ValueError("a bulb has watts above 0")
    limit = shade.max_watts
    if is_led and shade.max_watts_led is not None:
        limit = shade.max_watts_led
    said = {"watts": watts, "limit": limit}
    if limit is not None and watts > limit:
        return BulbAnswer(Outcome.HOT, _("%(watts)s W is too hot for this shade: %(limit)s W at most.") % said)
    if bulb_diameter_mm is None:
        return BulbAnswer(Outcome.FINE, _("%(watts)s W is within what this shade takes.") % said)
    return _judge_room(shade, watts, is_led, clearance_mm(shade, bulb_diameter_mm), unit)


def _judge_room(shade: Shade, watts: int, is_led: bool, room_mm: int, unit: Unit) -> BulbAnswer:
    if room_mm <= 0:
        return BulbAnswer(Outcome.CLOSE, _("The bulb is too wide: it would touch the shade."))
    if is_led or shade.material in HARD_MATERIALS:
        fine = _("%(watts)s W is fine, and the bulb does not touch the shade.")
        return BulbAnswer(Outcome.FINE, fine % {"watts": watts})
    at_least, better = needed_clearance_mm(watts)
    sizes = {name: format_length(mm, unit) for name, mm in (("room", room_mm), ("least", at_least), ("better", better))}
    if room_mm < at_least:
        return BulbAnswer(Outcome.CLOSE, _("Too close to the cloth: %(room)s, where %(least)s is the least.") % sizes)
    if room_mm < better:
        return BulbAnswer(Outcome.FINE, _("%(room)s from bulb to cloth: enough, though %(better)s is better.") % sizes)
    return BulbAnswer(Outcome.FINE, _("%(room)s from bulb to cloth: plenty.") % sizes)


def needed_clearance_mm(watts: int) -> tuple[int, int]:
    """Bulb to cloth for an incandescent bulb: the least, and what is better (resources.newyorkcmi.com)."""
    for up_to_watts, at_least, better in CLEARANCES:
        if watts <= up_to_watts:
            return at_least, better
    return CLEARANCES[-1][1:]
