"""Surface details of a drawing: seams, pleats, ribs, cane, lead. All have the class `d-detail` and no dimensions."""

from math import cos, pi, sin

from catalog.drawing.paths import number, pair
from catalog.drawing.profiles import Profile
from catalog.fit.shade import Outline

KNIFE_PLEATS = 15
BOX_PLEATS = 9
RIB_GAP_MM = 28
UPRIGHT_RIBS = 8
CANES = 10
LEAD_ROWS = (0.22, 0.5, 0.78)
LEAD_SEAMS = 7
# Shapes whose ribs lie like the wires of a paper lantern; all others have upright ribs.
LANTERN_SHAPES = ("globe", "dome", "mushroom")


def details(shade: Outline, side: Profile) -> str:
    """One path with all lines of a shade; empty if it is plain and has no seams."""
    if shade.finish == "knife_pleat":
        return _uprights(side, KNIFE_PLEATS)
    if shade.finish == "box_pleat":
        return _uprights(side, BOX_PLEATS)
    if shade.finish == "ribbed":
        return _rings(side) if shade.shape in LANTERN_SHAPES else _uprights(side, UPRIGHT_RIBS)
    if shade.finish == "woven":
        return _canes(side) + _level(side, (0.12, 0.5, 0.88))
    if shade.finish == "leaded":
        return _level(side, LEAD_ROWS) + _turned(side, LEAD_SEAMS)
    return _seams(shade, side)


def _seams(shade: Outline, side: Profile) -> str:
    """The seams and edges of a shape without any finish."""
    if shade.shape == "bell":
        return "".join(side.meridian(share) for share in (-0.45, 0, 0.45))
    if shade.shape == "hexagon":
        return "".join(side.meridian(share) for share in (-0.5, 0.5))
    if shade.shape == "pagoda":
        return _pagoda_seams(side)
    return ""


def _pagoda_seams(side: Profile) -> str:
    """From half the top to the inner ends of the flares, concave like the sides."""
    top, wide, high = side.top, side.widest[0], side.height
    seams = []
    for sign in (-1, 1):
        bend = pair((sign * 0.6 * top, -0.5 * high)), pair((sign * 0.3 * wide, -0.24 * high))
        seams.append(f"M{pair((sign * top / 2, -high))}C{bend[0]} {bend[1]} {pair((sign * 0.48 * wide, 0))}")
    return "".join(seams)


def _uprights(side: Profile, folds: int) -> str:
    return "".join(side.meridian(2 * fold / folds - 1) for fold in range(1, folds))


def _turned(side: Profile, parts: int) -> str:
    """Upright lines in the perspective of a round body: closer towards the edges."""
    return "".join(side.meridian(-cos(pi * part / parts)) for part in range(1, parts))


def _rings(side: Profile) -> str:
    count = max(round(side.height / RIB_GAP_MM), 3)
    return _level(side, tuple(ring / count for ring in range(1, count)))


def _level(side: Profile, shares: tuple[float, ...]) -> str:
    """Horizontal lines at fractions of the height."""
    lines = []
    for share in shares:
        above = share * side.height
        half = side.half_width(above)
        lines.append(f"M{pair((-half, -above))}H{number(half)}")
    return "".join(lines)


def _canes(side: Profile) -> str:
    """Canes that wind a quarter of the way round in both directions; only their front parts are drawn."""
    lines = []
    halves = [side.half_width(side.height * step / 12) for step in range(13)]
    for turn in (-1, 1):
        for start in range(-CANES, CANES // 2 + 1):
            points = []
            for step in range(13):
                angle = pi * start / CANES + pi / 2 * step / 12
                if -pi / 2 <= angle <= pi / 2:
                    points.append((turn * halves[step] * sin(angle), -side.height * step / 12))
            if len(points) > 1:
                lines.append("M" + "L".join(pair(point) for point in points))
    return "".join(lines)
