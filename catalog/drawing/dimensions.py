"""Parts of a drawing to scale: labels, dimension lines, the 30 cm rule, bases and stands. One unit is one millimetre.

Every number that a template writes is a string here, so that a Russian page cannot turn "1.5" into "1,5" inside a path.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext

from catalog.drawing.paths import number
from catalog.lengths import Unit, format_number

# The type sizes of drawing.css on a narrow screen, for the space of labels. A letter is about half as wide.
TEXT = 26
NOTE = 23
LETTER = 0.54
TICK = 7
RULE_MM = 300
RULE_WIDTH = 26
INCH_MM = 25.4
# How far the lower edge covers the holder's underside.
HOLDER_HIDDEN_MM = 12
STAND_FROM_MM = 700

Anchor = Literal["middle", "start", "end"]


@dataclass(frozen=True)
class Label:
    """Text, with the position of its baseline. `scale` keeps it legible on wide drawings."""

    x: float
    y: float
    text: str
    scale: float = 1
    anchor: Anchor = "middle"
    is_note: bool = False

    @property
    def classes(self) -> str:
        """The class attribute: d-note, d-start, d-end as in drawing.css."""
        names = ["d-note"] if self.is_note else []
        return " ".join(names + ([f"d-{self.anchor}"] if self.anchor != "middle" else []))

    @property
    def transform(self) -> str:
        """The transform attribute: the font size is set in CSS, so that only scaling can enlarge the text."""
        moved = f"translate({number(self.x)} {number(self.y)})"
        return moved if self.scale == 1 else f"{moved} scale({self.scale:.2f})"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The approximate left, top, right and bottom at the largest font size."""
        size = (NOTE if self.is_note else TEXT) * self.scale
        wide = text_width(self.text, size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - 0.75 * size, left + wide, self.y + 0.2 * size


@dataclass(frozen=True)
class Dimension:
    """A line with two ticks and its label; `leaders` are the faint lines from the shade to it, if any."""

    path: str
    label: Label
    leaders: str = ""


@dataclass(frozen=True)
class Rule:
    """The 30 cm rule with its labels; always 300 mm long, its marks in the reader's unit."""

    path: str
    labels: tuple[Label, ...]


def text_width(text: str, size: float) -> float:
    """The approximate width of a text at a font size."""
    return len(text) * LETTER * size


def text_scale(content_mm: float, labels: float, target: float) -> float:
    """How much to enlarge labels so that they stay as legible as on a drawing `target` units wide; never below 1.

    `content_mm` does not grow with the text, `labels` (a width at scale 1) does: content + labels * s = target * s.
    """
    return round(max(1.0, content_mm / (target - labels)), 2)


def across(centre: float, y: float, half: float, text: str, scale: float, is_below: bool = False) -> Dimension:
    """A level dimension line from centre - half to centre + half at y, its label centred above it or below."""
    label_y = y + (TEXT + 4) * scale if is_below else y - 9 * scale
    return Dimension(_level_line(centre, y, half), Label(centre, label_y, text, scale))


def across_beside(centre: float, y: float, half: float, text: str, scale: float) -> Dimension:
    """As `across`, with the label to the right, where a neck or cord would cross a centred one."""
    return Dimension(
        _level_line(centre, y, half), Label(centre + half + 14 * scale, y + 9 * scale, text, scale, "start")
    )


def upright(x: float, top: float, bottom: float, text: str, scale: float) -> Dimension:
    """An upright dimension line from y = top down to y = bottom, its label to the right of its middle."""
    path = f"M{number(x)} {number(top)}V{number(bottom)}"
    path += "".join(f"M{number(x - TICK)} {number(y)}h{2 * TICK}" for y in (top, bottom))
    return Dimension(path, Label(x + 12 * scale, (top + bottom) / 2 + 9 * scale, text, scale, "start"))


def _level_line(centre: float, y: float, half: float) -> str:
    left, right = centre - half, centre + half
    path = f"M{number(left)} {number(y)}H{number(right)}"
    return path + "".join(f"M{number(x)} {number(y - TICK)}v{2 * TICK}" for x in (left, right))


def rule(x: float, unit: Unit, scale: float) -> Rule:
    """The rule, its foot at y = 0 and its left edge at x; marks every centimetre, or every inch."""
    step = INCH_MM if unit == "in" else 10.0
    every, half_way = (4, 2) if unit == "in" else (10, 5)
    edge = number(x + RULE_WIDTH)
    path = f"M{number(x)} 0v{-RULE_MM}h{RULE_WIDTH}v{RULE_MM}Z"
    labels = []
    for mark in range(1, int((RULE_MM - 1) / step) + 1):
        long = 14 if mark % every == 0 else 10 if mark % half_way == 0 else 6
        path += f"M{edge} {number(-mark * step)}h-{long}"
        if mark % every == 0:
            labels.append(Label(x - 8 * scale, -mark * step + 8 * scale, str(mark), scale, "end", is_note=True))
    whole = Label(x - 8 * scale, -RULE_MM + 14 * scale, rule_length(unit), scale, "end", is_note=True)
    return Rule(path, (*labels, whole))


def rule_length(unit: Unit) -> str:
    """The label at the top of the rule: 30 cm, or the same in inches."""
    if unit == "in":
        return gettext("%(number)s in") % {"number": format_number(RULE_MM, "in")}
    return gettext("%(number)s cm") % {"number": format_number(RULE_MM, "cm")}


def base_path(height_mm: float, width_mm: float) -> str:
    """A base about x = 0 standing on y = 0: a bottle with a neck, or from 70 cm up a floor stand on its disc."""
    if height_mm >= STAND_FROM_MM:
        half = number(width_mm / 2)
        return f"M-{half} 0V-18H-9V-{number(height_mm)}H9V-18H{half}V0Z"
    wide, neck = width_mm / 2, min(13.0, width_mm / 2)
    shares = ((0.9, 0.03), (1, 0.15), (1, 0.27), (1, 0.52))
    (a, b, c, d) = [(number(wide * x), number(-height_mm * y)) for x, y in shares]
    foot, slim, high = number(wide * 0.66), number(neck), number(-height_mm)
    bend, throat = number(-height_mm * 0.5), number(-height_mm * 0.8)
    return (
        f"M-{foot} 0C-{a[0]} {a[1]} -{b[0]} {b[1]} -{c[0]} {c[1]}C-{d[0]} {d[1]} -{slim} {bend} -{slim} {throat}V{high}"
        f"H{slim}V{throat}C{slim} {bend} {d[0]} {d[1]} {c[0]} {c[1]}C{b[0]} {b[1]} {a[0]} {a[1]} {foot} 0Z"
    )


def holder_path(height_mm: float) -> str:
    """The bulb holder on top of a base; the shade is drawn over most of it."""
    return f"M-17 {number(-height_mm)}h34v-46h-34Z"
