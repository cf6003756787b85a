"""Two to four shades side by side on one scale and one ground line. One SVG unit is one millimetre."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    base_path,
    rule,
    rule_length,
    text_scale,
    text_width,
    upright,
)
from catalog.drawing.paths import number
from catalog.drawing.scale import Silhouette, is_hanging, silhouette, standard_base, width_label
from catalog.fit.shade import Shade
from catalog.lengths import Unit, format_length, format_number

FEWEST, MOST = 2, 4
# compare.css keeps the drawing 56rem wide at least and its type at 26: 10.9 px on the screen.
TARGET_WIDTH = 2136
# A shade that hangs shows its lower edge where a middling base would hold it.
HANGS_AT_MM = 288


@dataclass(frozen=True)
class ComparedShade:
    """One shade of a comparison. `base` is empty where it hangs, `cord` where it stands."""

    shade: Shade
    silhouette: Silhouette
    place: str
    base_place: str
    base: str
    cord: str
    dimensions: tuple[Dimension, ...]
    width_text: str
    height_text: str


@dataclass(frozen=True)
class Comparison:
    """All of them with their ground line and a 30 cm rule."""

    view_box: str
    ground: str
    rule: Rule
    shades: tuple[ComparedShade, ...]
    unit: Unit

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every text of the drawing."""
        lines = [dimension.label for compared in self.shades for dimension in compared.dimensions]
        return (*lines, *self.rule.labels)


def comparison(shades: Sequence[Shade], unit: Unit = "mm") -> Comparison:
    """Each on the base that suits it, or hanging, in the order given. ValueError unless there are two to four."""
    if not FEWEST <= len(shades) <= MOST:
        raise ValueError(f"{FEWEST} to {MOST} shades can be compared, not {len(shades)}")
    left = text_width(rule_length(unit), NOTE) + 16
    texts = [format_number(shade.height_mm, unit) for shade in shades]
    labels = left + sum(_label_room(text) for text in texts)
    halves = [_half_width(shade) for shade in shades]
    scale = text_scale(RULE_WIDTH + 2 * sum(halves), labels, TARGET_WIDTH)
    lifts = [_lift(shade) for shade in shades]
    highest = max(lift + shade.height_mm for lift, shade in zip(lifts, shades, strict=True))
    high = -max(highest + 80 * scale, RULE_MM + 12 * scale)
    x, placed = left * scale + RULE_WIDTH, []
    for shade, half, text, lift in zip(shades, halves, texts, lifts, strict=True):
        centre = x + 50 * scale + half
        placed.append(_placed(shade, centre, lift, high, unit, scale))
        x += 2 * half + _label_room(text) * scale
    width = x + 10 * scale
    return Comparison(
        view_box=f"0 {number(high)} {number(width)} {number(10 * scale - high)}",
        ground=f"M{number(12 * scale)} 0H{number(width - 12 * scale)}",
        rule=rule(left * scale, unit, scale),
        shades=tuple(placed),
        unit=unit,
    )


def _label_room(text: str) -> float:
    """Air before a shade, and its height with its label after it, at scale 1."""
    return 50 + 20 + 12 + text_width(text, TEXT)


def _half_width(shade: Shade) -> float:
    half = silhouette(shade).width / 2
    return half if is_hanging(shade) else max(half, standard_base(shade)[1] / 2)


def _lift(shade: Shade) -> int:
    """How high above the ground line its lower edge is, in millimetres."""
    return HANGS_AT_MM if is_hanging(shade) else standard_base(shade)[0] - HOLDER_HIDDEN_MM


def _placed(shade: Shade, centre: float, lift: int, high: float, unit: Unit, scale: float) -> ComparedShade:
    """A shade about x = centre, its lower edge `lift` above the ground line; a cord starts at y = high."""
    own, hangs = silhouette(shade), is_hanging(shade)
    top, half = -lift - own.height, own.width / 2
    # The cord leaves by the top: the width of what hangs is told below it.
    line = -lift + 24 * scale if hangs else top - 22 * scale
    widest = across(centre, line, half, width_label(shade, "widest", unit), scale, is_below=hangs)
    tall = upright(centre + half + 20 * scale, top, -lift, format_number(shade.height_mm, unit), scale)
    return ComparedShade(
        shade=shade,
        silhouette=own,
        place=f"translate({number(centre)} {-lift})",
        base_place=f"translate({number(centre)} 0)",
        base="" if hangs else base_path(*standard_base(shade)),
        cord=f"M0 {number(high)}V{number(top)}" if hangs else "",
        dimensions=(widest, tall),
        width_text=format_length(shade.widest_mm, unit),
        height_text=format_length(shade.height_mm, unit),
    )
