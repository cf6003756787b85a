"""New shades drawn over the outline of an old one, all at one scale. One SVG unit is one millimetre."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.drawing.icons import UsualShade
from catalog.drawing.paths import number
from catalog.drawing.profiles import profile
from catalog.drawing.scale import Silhouette, silhouette
from catalog.fit.old_shade import OldShade
from catalog.fit.shade import Shade

# The margin, so that no line is cut.
MARGIN_MM = 8


@dataclass(frozen=True)
class OverTheOld:
    """One new shade over the old one, about one axis. Strings are ready for SVG attributes."""

    view_box: str
    new: Silhouette
    new_place: str
    old: str
    old_place: str


def over_the_old(old: OldShade, shades: Sequence[Shade]) -> list[OverTheOld]:
    """A drawing for each shade. Standing shades share their lower edge with the old one, hanging ones their upper."""
    straight = UsualShade("drum", old.top_mm, old.bottom_mm, max(old.top_mm, old.bottom_mm), old.height_mm)
    outline = profile(straight)
    drawn = [silhouette(shade) for shade in shades]
    half = max([outline.widest[0], *(one.width / 2 for one in drawn)]) + MARGIN_MM
    high = max([outline.height, *(one.height for one in drawn)])
    hangs = old.use == "pendant"
    top = -MARGIN_MM if hangs else -high - MARGIN_MM
    view_box = f"{number(-half)} {number(top)} {number(2 * half)} {number(high + 2 * MARGIN_MM)}"

    def place(height: float) -> str:
        return f"translate(0 {number(height if hangs else 0)})"

    return [OverTheOld(view_box, one, place(one.height), outline.outline, place(outline.height)) for one in drawn]
