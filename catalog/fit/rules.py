"""Will it fit my lamp? Pure functions over a shade's data sheet and a lamp. Lengths in whole millimetres.

Sources of the rules (lampshades.md, section 1): poshlampshades.com, iconltg.com, tim-thornton.com,
designsewlutions.blogspot.com, bennetts.ca, eloisetradingco.com, maisonmoya.be, churchlighting.ie.
The same rules stand in `query.py` for the database; a test holds the two together. Arithmetic is exact:
`4 * width >= 3 * height`, never `width >= 0.75 * height`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.fit.fittings import judge_fitting
from catalog.fit.lamp import HomeLamp
from catalog.fit.shade import Shade, narrow_side_mm
from catalog.fit.verdict import Level, Part, PartVerdict, Verdict, worst

# D >= W + 2.5 cm looks right (eloisetradingco.com); H - 5 cm .. H is good, H + 5 cm still goes.
OVERHANG_MM = 25
WIDTH_PLAY_MM = 50
# A pendant leaves 30 cm of the table and hangs 75 to 90 cm above it (maisonmoya.be, churchlighting.ie).
PENDANT_MARGIN_MM = 300
HANG_LOWEST_MM = 750
HANG_HIGHEST_MM = 900


def judge(shade: Shade, lamp: HomeLamp) -> Verdict:
    """Whether the shade fits the lamp: the worst of its parts, and why, with lengths in the lamp's unit.

    A table lamp is judged by use, fitting, width, height and, where known, its table; floor and wall lamps by use and
    fitting; a pendant by use, fitting and, where known, the table below (lampshades.md, section 1).
    """
    parts = [judge_use(shade, lamp), judge_fitting(shade, lamp)]
    if lamp.use == "table":
        parts += [_judge_width(shade, lamp), _judge_height(shade, lamp)]
        if lamp.table_mm is not None:
            parts.append(_judge_table(shade, lamp, lamp.table_mm))
    if lamp.use == "pendant" and lamp.table_mm is not None:
        parts.append(_judge_pendant(shade, lamp, lamp.table_mm))
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
    """Width on a table lamp: good if D >= W + 25 and H - 50 <= D <= H, possible if D >= W and 3/4 H <= D <= H + 50.

    For oval, square and rectangular shades the smaller side must cover the base and the larger is held to the height.
    Sources: tim-thornton.com, iconltg.com, bennetts.ca, eloisetradingco.com.
    """
    narrow, wide = narrow_side_mm(shade), shade.widest_mm
    if narrow >= base_width_mm + OVERHANG_MM and base_height_mm - WIDTH_PLAY_MM <= wide <= base_height_mm:
        return Level.GOOD
    if narrow >= base_width_mm and 4 * wide >= 3 * base_height_mm and wide <= base_height_mm + WIDTH_PLAY_MM:
        return Level.POSSIBLE
    return Level.NO


def height_level(shade: Shade, base_height_mm: int) -> Level:
    """Height on a table lamp: good from 0.60 to 0.75 H, possible from 0.50 to 0.90 H.

    Sources: poshlampshades.com, iconltg.com, tim-thornton.com, designsewlutions.blogspot.com.
    """
    tall = shade.height_mm
    if 5 * tall >= 3 * base_height_mm and 4 * tall <= 3 * base_height_mm:
        return Level.GOOD
    if 2 * tall >= base_height_mm and 10 * tall <= 9 * base_height_mm:
        return Level.POSSIBLE
    return Level.NO


def table_level(shade: Shade, table_mm: int) -> Level:
    """D over T, the table's smaller side, caps at possible (tim-thornton.com, iconltg.com)."""
    return Level.POSSIBLE if shade.widest_mm > table_mm else Level.GOOD


def pendant_level(shade: Shade, table_mm: int) -> Level:
    """Over a table: 1/2 to 2/3 of its width is good, above width - 30 cm is no, the rest is possible.

    The 30 cm win where the two disagree: over tables under 90 cm they cut the good range from above, under 60 cm
    nothing is good. No source names a smallest size that would not do. Sources: maisonmoya.be, churchlighting.ie.
    """
    wide = shade.widest_mm
    if wide > table_mm - PENDANT_MARGIN_MM:
        return Level.NO
    return Level.GOOD if 2 * wide >= table_mm and 3 * wide <= 2 * table_mm else Level.POSSIBLE


def _judge_width(shade: Shade, lamp: HomeLamp) -> PartVerdict:
    tall, broad = lamp.height_mm, lamp.width_mm
    if tall is None or broad is None:
        return PartVerdict(Part.WIDTH, Level.POSSIBLE, _("Measure the base of your lamp to be sure of the width."))
    narrow, wide, level = narrow_side_mm(shade), shade.widest_mm, width_level(shade, tall, broad)
    sizes = {"shade": lamp.length(wide), "base": lamp.length(tall)}
    if level is Level.GOOD:
        said = _("%(shade)s wide on a base %(base)s tall.") % sizes
    elif narrow < broad:
        said = _("%(gap)s too narrow to cover this base.") % {"gap": lamp.length(broad - narrow)}
    elif level is Level.NO and wide > tall:
        said = _("%(gap)s too wide for this base.") % {"gap": lamp.length(wide - tall - WIDTH_PLAY_MM)}
    elif level is Level.NO:
        # Rounded up to a whole millimetre: a quarter too narrow is still too narrow.
        gap = lamp.length(-(-(3 * tall - 4 * wide) // 4))
        said = _("%(gap)s too narrow for a base this tall.") % {"gap": gap}
    elif wide > tall:
        said = _("A little wider than the base is tall: %(shade)s on %(base)s.") % sizes
    elif wide < tall - WIDTH_PLAY_MM:
        said = _("A little narrow for a base this tall: %(shade)s on %(base)s.") % sizes
    else:
        covers = {"shade": lamp.length(narrow), "base": lamp.length(broad)}
        said = _("It covers the base only just: %(shade)s over %(base)s.") % covers
    return PartVerdict(Part.WIDTH, level, said)


def _judge_height(shade: Shade, lamp: HomeLamp) -> PartVerdict:
    tall = lamp.height_mm
    if tall is None:
        return PartVerdict(Part.HEIGHT, Level.POSSIBLE, _("Measure the base of your lamp to be sure of the height."))
    level, own = height_level(shade, tall), shade.height_mm
    if level is Level.GOOD:
        said = _("Tall enough to hide the holder.")
    elif level is Level.POSSIBLE and 5 * own < 3 * tall:
        said = _("A little short: some of the neck will show.")
    elif level is Level.POSSIBLE:
        said = _("A little tall for this base.")
    elif 2 * own < tall:
        said = _("%(gap)s too short for this base.") % {"gap": lamp.length(-(-(tall - 2 * own) // 2))}
    else:
        gap = lamp.length(-(-(10 * own - 9 * tall) // 10))
        said = _("%(gap)s too tall: it would cover the base.") % {"gap": gap}
    return PartVerdict(Part.HEIGHT, level, said)


def _judge_table(shade: Shade, lamp: HomeLamp, table_mm: int) -> PartVerdict:
    level = table_level(shade, table_mm)
    if level is Level.GOOD:
        return PartVerdict(Part.TABLE, level, _("It stays within the table."))
    gap = lamp.length(shade.widest_mm - table_mm)
    return PartVerdict(Part.TABLE, level, _("%(gap)s wider than the table it stands on.") % {"gap": gap})


def _judge_pendant(shade: Shade, lamp: HomeLamp, table_mm: int) -> PartVerdict:
    level, wide = pendant_level(shade, table_mm), shade.widest_mm
    sizes = {"shade": lamp.length(wide), "table": lamp.length(table_mm)}
    if level is Level.NO:
        gap = lamp.length(wide - (table_mm - PENDANT_MARGIN_MM))
        said = _("%(gap)s too wide to hang over this table.") % {"gap": gap}
    elif level is Level.GOOD:
        said = _("%(shade)s wide over a table of %(table)s.") % sizes
    elif 2 * wide < table_mm:
        said = _("Small over this table: %(shade)s over %(table)s.") % sizes
    else:
        said = _("Large over this table: %(shade)s over %(table)s.") % sizes
    return PartVerdict(Part.PENDANT, level, said)


def _kind_sentence(shade: Shade, lamp: HomeLamp) -> str:
    wide = lamp.length(shade.widest_mm)
    if lamp.use == "table" and lamp.height_mm is not None:
        sizes = {"shade": wide, "base": lamp.length(lamp.height_mm)}
        return _("%(shade)s wide on a %(base)s base, and tall enough to hide the holder.") % sizes
    if lamp.use != "pendant":
        return _("Made for this kind of lamp, and its fitting sits on it.")
    if lamp.table_mm is None:
        return _("Made for hanging, and its fitting goes with your cable.")
    sizes = {"shade": wide, "table": lamp.length(lamp.table_mm)}
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
