"""Two to four shades on one scale, each in a drawing of its own above its column. One SVG unit is one millimetre.

The drawings are equally large and have equal lines, 10 cm or 4 inches apart, so that sizes compare from one to
the next. Their labels lie over them, at points given in percent: so the type has one size, however wide a column is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext

from catalog.drawing.dimensions import HOLDER_HIDDEN_MM, INCH_MM, TICK, base_path
from catalog.drawing.paths import number
from catalog.drawing.scale import Silhouette, is_hanging, silhouette, standard_base, width_label
from catalog.fit.shade import Shade
from catalog.lengths import Unit, format_length, format_number

FEWEST, MOST = 2, 4
# Beside standing shades, the lower edge of a hanging one is drawn at the height of a medium base.
HANGS_AT_MM = 288
# Shares of a drawing's width: the widest shade and its middle; a label with its line above or below; from edge to line.
SHADE, MIDDLE, LABEL, GAP = 0.66, 0.35, 0.2, 0.04
# No drawing is higher than so many times its width: a floor lamp would fill the screen.
HIGHEST = 1.5


@dataclass(frozen=True)
class Mark:
    """A label at a point of the drawing, in percent of its width and height."""

    x: str
    y: str
    text: str


@dataclass(frozen=True)
class ComparedShade:
    """One shade of a comparison. `base` is empty if it hangs, `cord` if it stands."""

    shade: Shade
    silhouette: Silhouette
    place: str
    base_place: str
    base: str
    cord: str
    dimensions: str
    width: Mark
    height: Mark
    width_text: str
    height_text: str
    base_text: str

    @property
    def is_hanging(self) -> bool:
        return not self.base


@dataclass(frozen=True)
class Comparison:
    """What all the drawings have in common, and the shades. `ground` is empty where all of them hang."""

    view_box: str
    lines: str
    ground: str
    lines_apart: str
    shades: tuple[ComparedShade, ...]

    @property
    def lede(self) -> str:
        """How they are drawn, in a sentence of the active language that is true of all of them."""
        hanging = sum(one.is_hanging for one in self.shades)
        if not hanging:
            return gettext("Drawn at one scale, each on a base of the height that suits it.")
        if hanging == len(self.shades):
            return gettext("Drawn at one scale, each hanging on its cord.")
        return gettext(
            "Drawn at one scale: those that stand on a base of the height that suits them, the others hanging."
        )


@dataclass(frozen=True)
class _Frame:
    """The field of every drawing: its width, and its upper and lower edge above the ground line as negative numbers."""

    width: float
    high: float
    low: float

    @property
    def middle(self) -> float:
        return MIDDLE * self.width

    def mark(self, x: float, y: float, text: str) -> Mark:
        across = 100 * x / self.width
        down = 100 * (y - self.high) / (self.low - self.high)
        return Mark(f"{number(across)}%", f"{number(down)}%", text)


def comparison(shades: Sequence[Shade], unit: Unit = "cm") -> Comparison:
    """Each on a base that suits it, or hanging, in the given order. Raises ValueError unless there are two to four."""
    if not FEWEST <= len(shades) <= MOST:
        raise ValueError(f"{FEWEST} to {MOST} shades can be compared, not {len(shades)}")
    all_hang = all(map(is_hanging, shades))
    lifts = [0 if all_hang else _lift(shade) for shade in shades]
    frame = _frame(shades, lifts, all_hang)
    apart = 4 * INCH_MM if unit == "in" else 100.0
    across = f"H{number(frame.width)}"
    heights = [step * apart for step in range(0 if all_hang else 1, ceil(-frame.high / apart))]
    return Comparison(
        view_box=f"0 {number(frame.high)} {number(frame.width)} {number(frame.low - frame.high)}",
        lines="".join(f"M0 {number(-height)}{across}" for height in heights),
        ground="" if all_hang else f"M0 0{across}",
        lines_apart=format_length(round(apart), unit),
        shades=tuple(_placed(shade, lift, frame, unit) for shade, lift in zip(shades, lifts, strict=True)),
    )


def _frame(shades: Sequence[Shade], lifts: list[int], all_hang: bool) -> _Frame:
    """Wide enough for the widest of them beside its height, and high enough for the highest with its label."""
    widest = 2 * max(_half_width(shade) for shade in shades)
    highest = max(lift + silhouette(shade).height for lift, shade in zip(lifts, shades, strict=True))
    below = LABEL if all_hang else GAP / 2
    width = max(widest / SHADE, highest / (HIGHEST - LABEL - below))
    return _Frame(width, -highest - LABEL * width, below * width)


def _half_width(shade: Shade) -> float:
    half = silhouette(shade).width / 2
    return half if is_hanging(shade) else max(half, standard_base(shade)[1] / 2)


def _lift(shade: Shade) -> int:
    """The height of its lower edge above the ground line, in millimetres."""
    return HANGS_AT_MM if is_hanging(shade) else standard_base(shade)[0] - HOLDER_HIDDEN_MM


def _placed(shade: Shade, lift: int, frame: _Frame, unit: Unit) -> ComparedShade:
    """A shade in the middle of its drawing, its lower edge `lift` above the ground line."""
    own, hangs, middle = silhouette(shade), is_hanging(shade), frame.middle
    gap, half, top = GAP * frame.width, own.width / 2, -lift - own.height
    # The cord is at the top, so the width of a hanging shade is labelled below it.
    line = gap - lift if hangs else top - gap
    beside = middle + half + gap
    base = (0, 0) if hangs else standard_base(shade)
    return ComparedShade(
        shade=shade,
        silhouette=own,
        place=f"translate({number(middle)} {-lift})",
        base_place=f"translate({number(middle)} 0)",
        base="" if hangs else base_path(*base),
        cord=f"M0 {number(frame.high)}V{number(top)}" if hangs else "",
        dimensions=_level(middle - half, middle + half, line) + _upright(beside, top, -lift),
        width=frame.mark(middle, line, width_label(shade, "widest", unit)),
        height=frame.mark(beside, (top - lift) / 2, format_number(shade.height_mm, unit)),
        width_text=format_length(shade.widest_mm, unit),
        height_text=format_length(shade.height_mm, unit),
        base_text="" if hangs else format_length(base[0], unit),
    )


def _level(left: float, right: float, y: float) -> str:
    ticks = (f"M{number(x)} {number(y - TICK)}v{2 * TICK}" for x in (left, right))
    return f"M{number(left)} {number(y)}H{number(right)}{''.join(ticks)}"


def _upright(x: float, top: float, bottom: float) -> str:
    ticks = (f"M{number(x - TICK)} {number(y)}h{2 * TICK}" for y in (top, bottom))
    return f"M{number(x)} {number(top)}V{number(bottom)}{''.join(ticks)}"
