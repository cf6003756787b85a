"""The side view of a shade, for each of the sixteen shapes. One unit is one millimetre; y grows downwards from 0.

A profile stands on its lower edge (y = 0) about its axis (x = 0). The curves are the design prototype's, except where a
measure of the data sheet must be met that the prototype guessed (the openings of globe and mushroom).
"""

import itertools
from dataclasses import dataclass
from functools import cached_property
from math import acos, cos, sin, sqrt, tan

from catalog.drawing.paths import Curve, Point, commands, mirrored, number, pair, point_on
from catalog.fit.shade import Outline

SCALLOPS = 9
STEPS = 24


@dataclass(frozen=True)
class Profile:
    """The right half of the outline, from top to bottom, and the lower edge from right to left."""

    top: float
    height: float
    right: tuple[Curve, ...]
    foot: str

    @property
    def outline(self) -> str:
        """The whole outline as an SVG path."""
        left = [mirrored(curve[::-1]) for curve in reversed(self.right)]
        top_edge = f"H{number(self.top)}" if self.top else ""
        start = f"M{pair((-self.top, -self.height))}{top_edge}"
        return f"{start}{commands(self.right)}{self.foot}{commands(left)}Z"

    def meridian(self, share: float) -> str:
        """A line down the surface, at the fraction `share` (-1 to 1) of the way from the axis to the edge."""
        curves = [tuple((x * share, y) for x, y in curve) for curve in self.right]
        return f"M{pair(curves[0][0])}{commands(curves)}"

    def half_width(self, above_mm: float) -> float:
        """Half the width at a height above the lower edge; 0 outside."""
        reached = 0.0
        for points in self._points:
            for (x, y), (next_x, next_y) in itertools.pairwise(points):
                if y <= -above_mm <= next_y:
                    part = (-above_mm - y) / (next_y - y) if next_y > y else 0
                    reached = max(reached, x + (next_x - x) * part)
        return reached

    @cached_property
    def _points(self) -> list[list[Point]]:
        """Points of each curve, close enough for straight lines between them."""
        return [[point_on(curve, step / STEPS) for step in range(STEPS + 1)] for curve in self.right]

    @property
    def widest(self) -> Point:
        """Where it is widest: half the width, and the height above the lower edge."""
        x, y = max(curve[0] if curve[0][0] > curve[-1][0] else curve[-1] for curve in self.right)
        return x, -y


def profile(shade: Outline) -> Profile:
    """The profile of a shade, with its widest measure, height, and top and bottom widths."""
    top, bottom, height = shade.top_diameter_mm / 2, shade.bottom_diameter_mm / 2, float(shade.height_mm)
    widest = max(shade.widest_mm / 2, top, bottom)
    if shade.shape in ("globe", "dome"):
        return _round(top, widest, bottom, height)
    if shade.shape == "mushroom":
        return _mushroom(top, widest, bottom, height)
    if shade.shape == "pagoda":
        return _pagoda(top, widest, height)
    if shade.shape == "bell":
        return _bell(top, widest, bottom, height)
    if shade.shape == "cone":
        return _cone(top, widest, bottom, height)
    if shade.shape == "scalloped":
        return _scalloped(top, widest, height)
    if widest > max(top, bottom):
        # A basket: a straight shape by its code, but wider in the middle than at both edges.
        return _round(top, widest, bottom, height)
    return Profile(top, height, (((top, -height), (bottom, 0)),), f"H{number(-bottom)}")


def _round(top: float, widest: float, bottom: float, height: float) -> Profile:
    """A slice of an ellipse, cut by its openings: a lantern, a basket; a dome if the bottom is the widest."""
    above, below = sqrt(1 - (top / widest) ** 2), sqrt(1 - (bottom / widest) ** 2)
    if not above + below:
        return Profile(top, height, (((top, -height), (bottom, 0)),), f"H{number(-bottom)}")
    half_axis = height / (above + below)
    centre = half_axis * below
    arcs = [_arc(widest, half_axis, centre, acos(top / widest), 0)] if above else []
    if below:
        arcs.append(_arc(widest, half_axis, centre, 0, -acos(bottom / widest)))
    return Profile(top, height, tuple(arcs), f"H{number(-bottom)}")


def _arc(across: float, along: float, centre: float, start: float, end: float) -> Curve:
    """A quarter of an ellipse or less as one cubic (angles from the widest point, in radians); off by under 0.03 %."""
    pull = 4 / 3 * tan((end - start) / 4)

    def at(angle: float, tangent: float) -> Point:
        x = across * (cos(angle) - tangent * sin(angle))
        return x, -(centre + along * (sin(angle) + tangent * cos(angle)))

    return at(start, 0), at(start, pull), at(end, -pull), at(end, 0)


def _mushroom(top: float, widest: float, bottom: float, height: float) -> Profile:
    brim = widest, -0.34 * height
    cap = (top, -height), (top + 0.55 * (widest - top), -height), (widest, -0.82 * height), brim
    under = brim, (widest, -0.08 * height), (bottom + 0.636 * (widest - bottom), 0.0), (bottom, 0.0)
    return Profile(top, height, (cap, under), f"H{number(-bottom)}")


def _pagoda(top: float, widest: float, height: float) -> Profile:
    tip, hollow = (widest, -0.12 * height), (0.48 * widest, 0.0)
    side = (top, -height), (1.15 * top, -0.5 * height), (0.6 * widest, -0.24 * height), tip
    foot = f"Q0 {number(-0.05 * height)} {pair((-hollow[0], 0))}"
    return Profile(top, height, (side, (tip, (0.72 * widest, 0.0), hollow)), foot)


def _bell(top: float, widest: float, bottom: float, height: float) -> Profile:
    lip = widest, -0.04 * height
    side = (top, -height), (1.15 * top, -0.55 * height), (0.82 * widest, -0.3 * height), lip
    return Profile(top, height, (side, (lip, (bottom, 0.0))), f"H{number(-bottom)}")


def _cone(top: float, widest: float, bottom: float, height: float) -> Profile:
    rim = widest, -0.05 * height
    return Profile(top, height, (((top, -height), rim), (rim, (bottom, 0.0))), f"H{number(-bottom)}")


def _scalloped(top: float, widest: float, height: float) -> Profile:
    """Lobes along the lower edge, narrower towards the sides in perspective; their lowest points are at 0."""
    drop = 0.05 * height
    cusps = [widest * cos(acos(-1) * step / SCALLOPS) for step in range(SCALLOPS + 1)]
    # The control point is as far below 0 as the cusps are above, so that the middle of the lobe touches 0.
    lobes = [f"Q{pair(((right + left) / 2, drop))} {pair((left, -drop))}" for right, left in itertools.pairwise(cusps)]
    return Profile(top, height, (((top, -height), (widest, -drop)),), "".join(lobes))
