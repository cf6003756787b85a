"""Will it fit my lamp? Pure functions over a shade's data sheet and a lamp. Lengths in whole millimetres.

Sources of the rules (lampshades.md, section 1): poshlampshades.com, iconltg.com, tim-thornton.com,
designsewlutions.blogspot.com, bennetts.ca, eloisetradingco.com, maisonmoya.be, churchlighting.ie; the numbers for
table lamps are in `proportions.py`. The same rules stand in `query.py` for the database; a test holds the two together.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.fit.fittings import judge_fitting
from catalog.fit.lamp import HomeLamp
from catalog.fit.proportions import OVERHANG_MM, Span, proportions
from catalog.fit.shade import Shade, narrow_side_mm, sides_mm, sides_sum_mm
from catalog.fit.verdict import Level, Part, PartVerdict, Verdict, worst
from catalog.lengths import format_number

# A pendant leaves 30 cm of the table and hangs 75 to 90 cm above it (maisonmoya.be, churchlighting.ie).
PENDANT_MARGIN_MM = 300
HANG_LOWEST_MM = 750
HANG_HIGHEST_MM = 900


def judge(shade: Shade, lamp: HomeLamp) -> Verdict:
    """Whether the shade fits the lamp: the worst of its parts, and why, with lengths in the lamp's unit.

    Use and fitting say whether it can be mounted. A table lamp is then judged by width, height and, where known, its
    table; a pendant by the table below; where no rule of size can be applied it is possible at best
    (lampshades.md, section 1).
    """
    parts = [judge_use(shade, lamp), judge_fitting(shade, lamp)]
    if lamp.use == "table":
        parts += [_judge_width(shade, lamp), _judge_height(shade, lamp)]
        if lamp.table_mm is not None:
            parts.append(_judge_table(shade, lamp, lamp.table_mm))
    elif lamp.use == "pendant" and lamp.table_mm is not None:
        parts.append(_judge_pendant(shade, lamp, lamp.table_mm))
    else:
        parts.append(_without_rule_of_size(lamp))
    lowest = worst(parts)
    sentence = _kind_sentence(shade, lamp) if lowest.level is Level.GOOD else lowest.words
    return Verdict(lowest.level, sentence, tuple(parts))


def judge_use(shade: Shade, lamp: HomeLamp) -> PartVerdict:
    """The lamp's use must be among the shade's `for_*`, else no (lampshades.md, section 1)."""
    uses = {"table": shade.for_table, "floor": shade.for_floor, "pendant": shade.for_pendant, "wall": shade.for_wall}
    if uses[lamp.use]:
        return PartVerdict(Part.USE, Level.GOOD, _("Made for this kind of lamp."))
    if shade.for_pendant and sum(uses.values()) == 1:
        return PartVerdict(Part.USE, Level.NO, _("Made for hanging, not for a lamp like this."))
    not_for = {
        "table": _("Not made for table lamps."),
        "floor": _("Not made for floor lamps."),
        "wall": _("Not made for wall lamps."),
        "pendant": _("Not made for hanging."),
    }
    return PartVerdict(Part.USE, Level.NO, not_for[lamp.use])


def width_level(shade: Shade, base_height_mm: int, base_width_mm: int) -> Level:
    """Width on a table lamp: the smaller side covers the base, and the mean of the sides suits its height."""
    twice, narrow = sides_sum_mm(shade), narrow_side_mm(shade)
    spans = _width_spans(shade, base_width_mm)
    holds = {level for level, span in spans.items() if _is_within(twice, span.ends(base_height_mm, 2))}
    return max(holds) if holds and narrow >= base_width_mm else Level.UNSUITED


def height_level(shade: Shade, base_height_mm: int) -> Level:
    """Height on a table lamp, by the shade's kind."""
    kind = proportions(shade.shape)
    if _is_within(shade.height_mm, kind.good_height.ends(base_height_mm)):
        return Level.GOOD
    if _is_within(shade.height_mm, kind.possible_height.ends(base_height_mm)):
        return Level.POSSIBLE
    return Level.UNSUITED


def table_level(shade: Shade, table_mm: int) -> Level:
    """The larger side over T, the table's smaller side, caps at possible (tim-thornton.com, iconltg.com)."""
    return Level.POSSIBLE if sides_mm(shade)[0] > table_mm else Level.GOOD


def pendant_level(shade: Shade, table_mm: int) -> Level:
    """Over a table: 1/2 to 2/3 of its width is good, above width - 30 cm unsuited, the rest is possible.

    The 30 cm win where the two disagree: over tables under 90 cm they cut the good range from above, under 60 cm
    nothing is good. No source names a smallest size that would not do. Sources: maisonmoya.be, churchlighting.ie.
    """
    wide = sides_mm(shade)[0]
    if wide > table_mm - PENDANT_MARGIN_MM:
        return Level.UNSUITED
    return Level.GOOD if 2 * wide >= table_mm and 3 * wide <= 2 * table_mm else Level.POSSIBLE


def _width_spans(shade: Shade, base_width_mm: int) -> dict[Level, Span]:
    """What the mean width is held to: only a shade that reaches beyond the base can be good."""
    kind = proportions(shade.shape)
    if narrow_side_mm(shade) >= base_width_mm + OVERHANG_MM:
        return {Level.GOOD: kind.good_width, Level.POSSIBLE: kind.possible_width}
    return {Level.POSSIBLE: kind.possible_width}


def _is_within(length: int, ends: tuple[int, int]) -> bool:
    return ends[0] <= length <= ends[1]


def _half_up(twice_mm: int) -> int:
    """Half of it in whole millimetres, rounded up: a quarter too narrow is still too narrow."""
    return -(-twice_mm // 2)


def _judge_width(shade: Shade, lamp: HomeLamp) -> PartVerdict:
    tall, broad = lamp.height_mm, lamp.width_mm
    if tall is None or broad is None:
        return PartVerdict(Part.WIDTH, Level.POSSIBLE, _("Measure the base of your lamp to be sure of the width."))
    level = width_level(shade, tall, broad)
    return PartVerdict(Part.WIDTH, level, _width_words(shade, lamp, level, tall, broad))


def _width_words(shade: Shade, lamp: HomeLamp, level: Level, tall: int, broad: int) -> str:
    twice, narrow = sides_sum_mm(shade), narrow_side_mm(shade)
    sizes = {"shade": lamp.length(sides_mm(shade)[0]), "base": lamp.length(tall)}
    ends = [span.ends(tall, 2) for span in _width_spans(shade, broad).values()]
    least, most = min(low for low, _high in ends), max(high for _low, high in ends)
    good_least, good_most = proportions(shade.shape).good_width.ends(tall, 2)
    if level is Level.GOOD:
        return _("%(shade)s wide on a base %(base)s tall.") % sizes
    if narrow < broad:
        return _("The base is %(gap)s wider than the shade.") % {"gap": lamp.length(broad - narrow)}
    if twice > most:
        return _("%(gap)s wider than suits this base.") % {"gap": lamp.length(_half_up(twice - most))}
    if twice < least:
        return _("%(gap)s narrower than suits a base this tall.") % {"gap": lamp.length(_half_up(least - twice))}
    # Both sides, where they differ: the mean is held to the base, and "a little narrow: 40 cm on 38 cm" reads wrong.
    sizes["shade"] = _sides_words(shade, lamp)
    if twice > good_most:
        return _("A little wide for this base: %(shade)s on %(base)s.") % sizes
    if twice < good_least:
        return _("A little narrow for a base this tall: %(shade)s on %(base)s.") % sizes
    covers = {"shade": lamp.length(narrow), "base": lamp.length(broad)}
    return _("It covers the base only just: %(shade)s over %(base)s.") % covers


def _sides_words(shade: Shade, lamp: HomeLamp) -> str:
    """The width of a round shade, "40 × 24 cm" of another."""
    larger, smaller = sides_mm(shade)
    if larger == smaller:
        return lamp.length(larger)
    return f"{format_number(larger, lamp.unit)} × {lamp.length(smaller)}"


def _judge_height(shade: Shade, lamp: HomeLamp) -> PartVerdict:
    tall = lamp.height_mm
    if tall is None:
        return PartVerdict(Part.HEIGHT, Level.POSSIBLE, _("Measure the base of your lamp to be sure of the height."))
    level, own, kind = height_level(shade, tall), shade.height_mm, proportions(shade.shape)
    least, most = kind.possible_height.ends(tall)
    if level is Level.GOOD:
        said = _("Tall enough to hide the holder.")
    elif own < least:
        said = _("%(gap)s shorter than suits this base.") % {"gap": lamp.length(least - own)}
    elif own > most:
        said = _("%(gap)s taller than suits this base.") % {"gap": lamp.length(own - most)}
    elif own < kind.good_height.ends(tall)[0]:
        said = _("A little short: some of the neck will show.")
    else:
        said = _("A little tall for this base.")
    return PartVerdict(Part.HEIGHT, level, said)


def _judge_table(shade: Shade, lamp: HomeLamp, table_mm: int) -> PartVerdict:
    level = table_level(shade, table_mm)
    if level is Level.GOOD:
        return PartVerdict(Part.TABLE, level, _("It stays within the table."))
    gap = lamp.length(sides_mm(shade)[0] - table_mm)
    return PartVerdict(Part.TABLE, level, _("%(gap)s wider than the table it stands on.") % {"gap": gap})


def _judge_pendant(shade: Shade, lamp: HomeLamp, table_mm: int) -> PartVerdict:
    level, wide = pendant_level(shade, table_mm), sides_mm(shade)[0]
    sizes = {"shade": lamp.length(wide), "table": lamp.length(table_mm)}
    if level is Level.UNSUITED:
        gap = lamp.length(wide - (table_mm - PENDANT_MARGIN_MM))
        said = _("%(gap)s wider than suits this table.") % {"gap": gap}
    elif level is Level.GOOD:
        said = _("%(shade)s wide over a table of %(table)s.") % sizes
    elif 2 * wide < table_mm:
        said = _("Small over this table: %(shade)s over %(table)s.") % sizes
    else:
        said = _("Large over this table: %(shade)s over %(table)s.") % sizes
    return PartVerdict(Part.PENDANT, level, said)


def _without_rule_of_size(lamp: HomeLamp) -> PartVerdict:
    words = {
        "floor": _("It can be mounted. No rule of size is agreed for floor lamps."),
        "wall": _("It can be mounted. No rule of size is agreed for wall lamps."),
        "pendant": _("It can be mounted. Give the width of the table below it to be sure of the size."),
    }
    return PartVerdict(Part.SIZE, Level.POSSIBLE, words[lamp.use])


def _kind_sentence(shade: Shade, lamp: HomeLamp) -> str:
    """What is said where every part is good: only of a measured table lamp, or of a pendant over a measured table."""
    wide = lamp.length(sides_mm(shade)[0])
    if lamp.height_mm is not None and lamp.use == "table":
        sizes = {"shade": wide, "base": lamp.length(lamp.height_mm)}
        return _("%(shade)s wide on a %(base)s base, and tall enough to hide the holder.") % sizes
    sizes = {"shade": wide, "table": lamp.length(lamp.table_mm or 0)}
    return _("%(shade)s wide over a table of %(table)s: a good size.") % sizes


@dataclass(frozen=True)
class PendantAdvice:
    """What to hang over a table. Millimetres; the range is None where the table is too narrow for any (under 60 cm)."""

    smallest_mm: int | None
    largest_mm: int | None
    at_most_mm: int
    hang_lowest_mm: int = HANG_LOWEST_MM
    hang_highest_mm: int = HANG_HIGHEST_MM


def pendant_advice(table_mm: int) -> PendantAdvice:
    """Diameters that `pendant_level` calls good, the widest that still goes (0: none), and how high to hang it.

    Sources: maisonmoya.be, churchlighting.ie. Raises ValueError for a table of no width.
    """
    if table_mm <= 0:
        raise ValueError("a table has a width above 0")
    at_most = max(table_mm - PENDANT_MARGIN_MM, 0)
    smallest, largest = -(-table_mm // 2), min(2 * table_mm // 3, at_most)
    if smallest > largest:
        return PendantAdvice(None, None, at_most)
    return PendantAdvice(smallest, largest, at_most)
