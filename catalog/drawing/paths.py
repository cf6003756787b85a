"""Numbers, points and Bézier curves in SVG path syntax."""

import itertools
from collections.abc import Iterable

Point = tuple[float, float]
# Bézier control points: two make a line, three a quadratic, four a cubic.
Curve = tuple[Point, ...]

CURVE_COMMANDS = {2: "L", 3: "Q", 4: "C"}


def point_on(curve: Curve, part: float) -> Point:
    """The point of a Bézier curve at `part` (0 to 1), by de Casteljau."""
    points = list(curve)
    while len(points) > 1:
        points = [
            (x + (next_x - x) * part, y + (next_y - y) * part)
            for (x, y), (next_x, next_y) in itertools.pairwise(points)
        ]
    return points[0]


def mirrored(curve: Curve) -> Curve:
    """The curve mirrored at the axis."""
    return tuple((-x, y) for x, y in curve)


def commands(curves: Iterable[Curve]) -> str:
    """Path commands for the curves, from the first point on."""
    return "".join(CURVE_COMMANDS[len(curve)] + " ".join(pair(point) for point in curve[1:]) for curve in curves)


def number(value: float) -> str:
    """A coordinate with at most one decimal, with a point in every language: templates must not localise it."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def pair(point: Point) -> str:
    """A point in SVG path syntax."""
    return f"{number(point[0])} {number(point[1])}"
