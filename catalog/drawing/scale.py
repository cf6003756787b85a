"""Drawings of a shade to scale: its silhouette, and on a lamp or hanging with dimensions. One SVG unit is 1 mm.

The functions return geometry only; the fragment `catalog/drawing/_drawing.html` writes the SVG.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from catalog.drawing.dimensions import (
    HOLDER_HIDDEN_MM,
    NOTE,
    RULE_MM,
    RULE_WIDTH,
    TEXT,
    Dimension,
    Label,
    Rule,
    across,
    across_beside,
    base_path,
    holder_path,
    rule,
    rule_length,
    text_scale,
    text_width,
    upright,
)
from catalog.drawing.finish import details
from catalog.drawing.icons import UsualShade
from catalog.drawing.paths import number
from catalog.drawing.profiles import Profile, profile
from catalog.fit.proportions import OVERHANG_MM
from catalog.fit.shade import Shade, narrow_side_mm
from catalog.fit.suits import bases
from catalog.lengths import Unit, format_length, format_number
from catalog.terms import SIDED

# Labels are as legible as on a drawing of this width in units: 11.7 px where a screen of 320 px leaves 288.
TARGET_WIDTH = 640
# How broad the standard base is (the prototype's).
STANDARD_WIDTH_MM = 150


@dataclass(frozen=True)
class Silhouette:
    """A shade alone, its lower edge at y = 0 and its axis at x = 0. Widths and heights in millimetres."""

    outline: str
    details: str
    width: float
    height: float


@dataclass(frozen=True)
class Sizes:
    """The measures in the description of a drawing, in the active language."""

    top: str
    bottom: str
    widest: str
    height: str
    base: str
    whole: str


@dataclass(frozen=True)
class ScaleDrawing:
    """A shade on its base, or hanging, with dimensions and a 30 cm rule. Strings are ready for SVG attributes."""

    view_box: str
    is_hanging: bool
    ground: str
    cord: str
    base: str
    holder: str
    axis: str
    base_place: str
    shade_place: str
    silhouette: Silhouette
    dimensions: tuple[Dimension, ...]
    rule: Rule
    notes: tuple[Label, ...]
    sizes: Sizes
    unit: Unit

    @property
    def labels(self) -> tuple[Label, ...]:
        """All texts of the drawing."""
        return (*(dimension.label for dimension in self.dimensions), *self.rule.labels, *self.notes)


def silhouette(shade: Shade) -> Silhouette:
    """The true outline of a shade with the lines of its finish."""
    lower, upper = (shade.bottom_diameter_mm, shade.bottom_depth_mm), (shade.top_diameter_mm, shade.top_depth_mm)
    widest, height = shade.widest_mm, shade.height_mm
    return _silhouette(UsualShade(shade.shape, upper[0], lower[0], widest, height, shade.finish, upper[1], lower[1]))


# A comparison asks for each of its shades three times, and the next visitor for the same.
@lru_cache(maxsize=256)
def _silhouette(shade: UsualShade) -> Silhouette:
    side = profile(shade)
    return Silhouette(side.outline, details(shade, side), 2 * side.widest[0], side.height)


def is_hanging(shade: Shade) -> bool:
    """Whether it is drawn on a cord: the fitting is at the top, or the shade is for pendants only."""
    only_hangs = shade.for_pendant and not (shade.for_table or shade.for_floor or shade.for_wall)
    return shade.fitting_position == "top" or only_hangs


def standard_base(shade: Shade) -> tuple[int, int]:
    """Height and width in millimetres of a base that suits the shade: good by the fit rules, else possible.

    Within what suits it is as near to 1.5 h as goes, and in whole centimetres where one lies within. Shades only for
    floor lamps get a stand of 1300 by 280 mm.
    """
    if shade.for_floor and not shade.for_table:
        return 1300, 280
    height, suited, narrow = shade.height_mm * 3 // 2, bases(shade), narrow_side_mm(shade)
    if suited:
        height = _nearest_within(height, suited.lowest_mm, suited.highest_mm)
    widest = min(STANDARD_WIDTH_MM, height * 4 // 5, suited.widest_mm if suited else narrow - OVERHANG_MM)
    return height, max(widest, 20)


def _nearest_within(wanted: int, lowest: int, highest: int) -> int:
    """The number nearest to the wanted one from lowest to highest, a multiple of ten where there is one."""
    first, last = -(-lowest // 10) * 10, highest // 10 * 10
    if first > last:
        return min(max(wanted, lowest), highest)
    return min(max(round(wanted, -1), first), last)


def scale_drawing(
    shade: Shade, base_height_mm: int | None = None, base_width_mm: int | None = None, unit: Unit = "mm"
) -> ScaleDrawing:
    """The shade on the shopper's base, or a standard one; hanging shades on a cord. Labels in `unit`."""
    if is_hanging(shade):
        return _hanging(shade, unit)
    height, width = standard_base(shade)
    return _standing(shade, base_height_mm or height, base_width_mm or width, unit)


@dataclass(frozen=True)
class _Frame:
    """The horizontal layout, and the scale of the labels."""

    scale: float
    rule_x: float
    centre: float
    heights: tuple[float, ...]
    width: float


def _frame(half: float, columns: tuple[str, ...], unit: Unit) -> _Frame:
    """Rule, shade, then one upright dimension for each of the `columns` (their labels)."""
    left = text_width(rule_length(unit), NOTE) + 16
    gaps = 30 + sum(24 + 12 + text_width(label, TEXT) for label in columns) + 10
    scale = text_scale(RULE_WIDTH + 2 * half, left + gaps, TARGET_WIDTH)
    rule_x = left * scale
    centre = rule_x + RULE_WIDTH + 30 * scale + half
    x, places = centre + half, []
    for label in columns:
        x += 24 * scale
        places.append(x)
        x += (12 + text_width(label, TEXT)) * scale
    return _Frame(scale, rule_x, centre, tuple(places), x + 10 * scale)


def _standing(shade: Shade, base_height: int, base_width: int, unit: Unit) -> ScaleDrawing:
    side, sizes = profile(shade), _sizes(shade, unit, base_height)
    foot = -max(base_height - HOLDER_HIDDEN_MM, 0)
    top = foot - shade.height_mm
    half = max(side.widest[0], base_width / 2)
    columns = format_number(shade.height_mm, unit), format_number(-top, unit)
    frame = _frame(half, columns, unit)
    scale, centre = frame.scale, frame.centre
    widths, ceiling = _widths_above(shade, side, centre, foot, unit, scale)
    tall = upright(frame.heights[0], top, foot, columns[0], scale)
    whole = upright(frame.heights[1], top, 0, columns[1], scale)
    note = Label(centre, 34 * scale, gettext("base %(length)s") % {"length": sizes.base}, scale, is_note=True)
    high, low = min(ceiling, -RULE_MM) - 12 * scale, 46 * scale
    return ScaleDrawing(
        view_box=f"0 {number(high)} {number(frame.width)} {number(low - high)}",
        is_hanging=False,
        ground=f"M{number(12 * scale)} 0H{number(frame.width - 12 * scale)}",
        cord="",
        base=base_path(base_height, base_width),
        holder=holder_path(base_height),
        axis=f"M0 {number(top - 8)}V{number(foot + 8)}",
        base_place=f"translate({number(centre)} 0)",
        shade_place=f"translate({number(centre)} {number(foot)})",
        silhouette=silhouette(shade),
        dimensions=(*widths, tall, whole),
        rule=rule(frame.rule_x, unit, scale),
        notes=(note,),
        sizes=sizes,
        unit=unit,
    )


def _hanging(shade: Shade, unit: Unit) -> ScaleDrawing:
    side, sizes = profile(shade), _sizes(shade, unit, 0)
    column = format_number(shade.height_mm, unit)
    frame = _frame(side.widest[0], (column,), unit)
    scale, centre, top = frame.scale, frame.centre, -shade.height_mm
    widths, floor = _widths_below(shade, side, centre, unit, scale)
    high = min(top - 130 * scale, -RULE_MM - 12 * scale)
    low = floor + 16 * scale
    # Beside the cord of a small shade a label may extend further than the shade.
    right = max(frame.width, *(dimension.label.box[2] + 10 * scale for dimension in widths))
    return ScaleDrawing(
        view_box=f"0 {number(high)} {number(right)} {number(low - high)}",
        is_hanging=True,
        ground="",
        cord=f"M0 {number(high)}V{number(top)}",
        base="",
        holder="",
        axis=f"M0 {number(top + 8)}V8",
        base_place=f"translate({number(centre)} 0)",
        shade_place=f"translate({number(centre)} 0)",
        silhouette=silhouette(shade),
        dimensions=(*widths, upright(frame.heights[0], top, 0, column, scale)),
        rule=rule(frame.rule_x, unit, scale),
        notes=(),
        sizes=sizes,
        unit=unit,
    )


def _widths_above(
    shade: Shade, side: Profile, centre: float, foot: float, unit: Unit, scale: float
) -> tuple[list[Dimension], float]:
    """The widest measure over the shade, the top below it where it differs, the bottom under the lower edge where it
    differs from both; and how high the highest label reaches."""
    widest, widest_above = side.widest
    line = foot - side.height - 24 * scale
    lines = []
    if 0 < side.top < widest:
        lines.append(across(centre, line, side.top, width_label(shade, "top", unit), scale))
        line -= (9 + TEXT + 12) * scale
    leaders = _leaders(centre, widest, foot - widest_above, line) if side.top < widest else ""
    over = across(centre, line, widest, width_label(shade, "widest", unit), scale)
    lines.append(Dimension(over.path, over.label, leaders))
    if 0 < shade.bottom_diameter_mm < shade.widest_mm and shade.bottom_diameter_mm != shade.top_diameter_mm:
        bottom = shade.bottom_diameter_mm / 2
        lines.append(across_beside(centre, foot + 20 * scale, bottom, width_label(shade, "bottom", unit), scale))
    return lines, over.label.box[1]


def _widths_below(
    shade: Shade, side: Profile, centre: float, unit: Unit, scale: float
) -> tuple[list[Dimension], float]:
    """As `_widths_above` for a shade on a cord: only the top is labelled above. Also the lowest point."""
    widest, widest_above = side.widest
    lines, line = [], 24 * scale
    if 0 < side.top < widest:
        label = width_label(shade, "top", unit)
        lines.append(across_beside(centre, -side.height - 22 * scale, side.top, label, scale))
    if 0 < shade.bottom_diameter_mm < shade.widest_mm and shade.bottom_diameter_mm != shade.top_diameter_mm:
        bottom = shade.bottom_diameter_mm / 2
        lines.append(across(centre, line, bottom, width_label(shade, "bottom", unit), scale, is_below=True))
        line += (TEXT + 4 + 22) * scale
    under = across(centre, line, widest, width_label(shade, "widest", unit), scale, is_below=True)
    leaders = _leaders(centre, widest, -widest_above, line)
    lines.append(Dimension(under.path, under.label, leaders))
    return lines, under.label.box[3]


def _leaders(centre: float, half: float, start: float, end: float) -> str:
    return "".join(f"M{number(x)} {number(start)}V{number(end)}" for x in (centre - half, centre + half))


def width_label(shade: Shade, edge: str, unit: Unit) -> str:
    """Ø 300 for round shades; both sides, 400 × 240, for those that have two."""
    if edge == "widest":
        wide, deep = shade.widest_mm, shade.bottom_depth_mm
    elif edge == "top":
        wide, deep = shade.top_diameter_mm, shade.top_depth_mm
    else:
        wide, deep = shade.bottom_diameter_mm, shade.bottom_depth_mm
    if shade.shape in SIDED:
        return f"{format_number(wide, unit)} × {format_number(deep or wide, unit)}"
    return f"Ø {format_number(wide, unit)}"


def _sizes(shade: Shade, unit: Unit, base_height: int) -> Sizes:
    whole = max(base_height - HOLDER_HIDDEN_MM, 0) + shade.height_mm
    measures = shade.top_diameter_mm, shade.bottom_diameter_mm, shade.widest_mm, shade.height_mm, base_height, whole
    return Sizes(*(format_length(measure, unit) for measure in measures))
