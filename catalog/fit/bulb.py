"""The bulb check: too hot, too close to the cloth, or fine, and why. Watts and millimetres."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from catalog.fit.verdict import SIDED_SHAPES, Shade, narrow_side_mm
from catalog.lengths import Unit, Words, length, words

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
    """One outcome, why in words, and the clearance in millimetres (None where no diameter was given)."""

    outcome: Outcome
    words: Words
    clearance_mm: int | None = None


def clearance_mm(shade: Shade, bulb_diameter_mm: int, bulb_height_mm: int | None = None) -> int:
    """Room between bulb and shade at the bulb's height above the lower edge; half the shade's height if not given.

    Radius inside at height z: D/2 - (D - d)/2 * z/h, less the bulb's radius (lampshades.md, section 1), rounded down.
    D is the widest diameter and d the top; of shades with sides the smaller one, because its walls are nearer.
    Negative where the bulb does not fit in. ValueError for a bulb of no size or outside the shade.
    """
    tall = shade.height_mm
    if bulb_diameter_mm <= 0 or (bulb_height_mm is not None and not 0 <= bulb_height_mm <= tall):
        raise ValueError("the bulb must have a size and be inside the shade")
    wide = narrow_side_mm(shade)
    top = shade.top_diameter_mm
    if shade.shape in SIDED_SHAPES and shade.top_depth_mm is not None:
        top = min(shade.top_depth_mm, top)
    # Twice the height, so that half of an odd height stays exact; then all over 4h in whole numbers.
    twice_height = tall if bulb_height_mm is None else 2 * bulb_height_mm
    return (2 * tall * (wide - bulb_diameter_mm) - (wide - top) * twice_height) // (4 * tall)


def bulb_check(
    shade: Shade,
    watts: int,
    is_led: bool,
    bulb_diameter_mm: int | None = None,
    bulb_height_mm: int | None = None,
    unit: Unit = "cm",
) -> BulbAnswer:
    """Whether this bulb may burn in this shade. Too many watts come first, then the distance to the cloth.

    LED: no source states a distance, so only the shade's LED watts decide (its plain maximum where none is stated) and
    that the bulb goes in at all. Incandescent: `CLEARANCES`, from resources.newyorkcmi.com.
    ValueError for a bulb of no watts, and as `clearance_mm`.
    """
    if watts <= 0:
        raise ValueError("a bulb has watts above 0")
    limit = shade.max_watts
    if is_led and shade.max_watts_led is not None:
        limit = shade.max_watts_led
    if limit is not None and watts > limit:
        said = words(_("%(watts)s W is too hot for this shade: %(limit)s W at most."), watts=watts, limit=limit)
        return BulbAnswer(Outcome.HOT, said)
    if bulb_diameter_mm is None:
        said = words(_("%(watts)s W is within what this shade takes."), watts=watts)
        return BulbAnswer(Outcome.FINE, said)
    return _judge_room(shade, watts, is_led, clearance_mm(shade, bulb_diameter_mm, bulb_height_mm), unit)


def _judge_room(shade: Shade, watts: int, is_led: bool, room_mm: int, unit: Unit) -> BulbAnswer:
    if room_mm <= 0:
        return BulbAnswer(Outcome.CLOSE, _("The bulb is too wide: it would touch the shade."), room_mm)
    if is_led or shade.material in HARD_MATERIALS:
        said = words(_("%(watts)s W is fine, and the bulb does not touch the shade."), watts=watts)
        return BulbAnswer(Outcome.FINE, said, room_mm)
    at_least, better = needed_clearance_mm(watts)
    sizes = {"room": length(room_mm, unit), "least": length(at_least, unit), "better": length(better, unit)}
    if room_mm < at_least:
        said = words(_("Too close to the cloth: %(room)s, where %(least)s is the least."), **sizes)
        return BulbAnswer(Outcome.CLOSE, said, room_mm)
    if room_mm < better:
        said = words(_("%(room)s from bulb to cloth: enough, though %(better)s is better."), **sizes)
        return BulbAnswer(Outcome.FINE, said, room_mm)
    return BulbAnswer(Outcome.FINE, words(_("%(room)s from bulb to cloth: plenty."), **sizes), room_mm)


def needed_clearance_mm(watts: int) -> tuple[int, int]:
    """Bulb to cloth for an incandescent bulb: the least, and what is better (resources.newyorkcmi.com)."""
    for up_to_watts, at_least, better in CLEARANCES:
        if watts <= up_to_watts:
            return at_least, better
    return CLEARANCES[-1][1:]
