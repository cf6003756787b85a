"""Small line drawings: the shapes as silhouettes, at one scale and of usual sizes, and the fittings."""

from dataclasses import dataclass
from typing import NamedTuple

from catalog.drawing.finish import details
from catalog.drawing.profiles import profile

# Wide and high enough for the largest below, in millimetres; all stand on one line.
VIEW_BOX = "-262 -350 524 351"


@dataclass(frozen=True)
class UsualShade:
    """The part of a data sheet that a silhouette needs (`shade.Outline`)."""

    shape: str
    top_diameter_mm: int
    bottom_diameter_mm: int
    widest_mm: int
    height_mm: int
    finish: str = "plain"
    top_depth_mm: int | None = None
    bottom_depth_mm: int | None = None


USUAL = (
    UsualShade("drum", 300, 300, 300, 200),
    UsualShade("tapered_drum", 280, 350, 350, 230),
    UsualShade("empire", 180, 350, 350, 230),
    UsualShade("coolie", 110, 450, 450, 205),
    UsualShade("cone", 44, 300, 300, 250),
    UsualShade("bell", 130, 320, 320, 235),
    UsualShade("dome", 60, 440, 440, 230),
    UsualShade("mushroom", 60, 180, 360, 190),
    UsualShade("pagoda", 105, 400, 400, 225),
    UsualShade("oval", 350, 400, 400, 215),
    UsualShade("square", 250, 280, 280, 220),
    UsualShade("rectangle", 400, 420, 420, 200),
    UsualShade("hexagon", 270, 300, 300, 270),
    UsualShade("scalloped", 220, 320, 320, 210),
    UsualShade("globe", 150, 150, 380, 340, "ribbed"),
    UsualShade("cylinder", 180, 180, 180, 340),
)


class Picture(NamedTuple):
    """A small line drawing: `outline` is filled, `details` have thinner lines."""

    view_box: str
    outline: str
    details: str = ""


def _silhouette(shade: UsualShade) -> Picture:
    side = profile(shade)
    return Picture(VIEW_BOX, side.outline, details(shade, side))


SILHOUETTES = {shade.shape: _silhouette(shade) for shade in USUAL}

CENTRED = "-20 -20 40 40"
EDGE = "M-18 0A18 18 0 1 0 18 0A18 18 0 1 0 -18 0Z"


def _ring(radius: float) -> str:
    return f"M-{radius} 0A{radius} {radius} 0 1 0 {radius} 0A{radius} {radius} 0 1 0 -{radius} 0Z"


def _arms(inner: float, outer: float = 18) -> str:
    """Three arms from a ring to the edge of the shade."""
    across, along = 0.866, 0.5
    return (
        f"M0 -{inner}V-{outer}"
        f"M{inner * across:.1f} {inner * along:.1f}L{outer * across:.1f} {outer * along:.1f}"
        f"M-{inner * across:.1f} {inner * along:.1f}L-{outer * across:.1f} {outer * along:.1f}"
    )


# One for each fitting, the term that shoppers know least. Seen from above: the ring in its arms;
# the clips and the cord from the side.
FITTINGS = {
    "ring_e27": Picture(CENTRED, _ring(8), EDGE + _arms(8)),
    "ring_e14_b22": Picture(CENTRED, _ring(5.5), EDGE + _arms(5.5)),
    "duplex": Picture(CENTRED, _ring(14), EDGE + _ring(4) + _arms(4, 14)),
    "spider": Picture(CENTRED, _ring(2.5), EDGE + _arms(2.5)),
    "uno": Picture(CENTRED, _ring(7.5) + _ring(10), EDGE + _arms(10)),
    "clip_bulb": Picture(
        CENTRED,
        "M-4 17V9C-4 5 -10 3 -10 -5A10 10 0 0 1 10 -5C10 3 4 5 4 9V17Z",
        "M-14 -18C-14 0 -9 4 0 4S14 0 14 -18",
    ),
    "clip_candle": Picture(
        CENTRED,
        "M-3 17V9C-3 7 -6 5 -6 0C-6 -7 -1 -10 0 -17C1 -10 6 -7 6 0C6 5 3 7 3 9V17Z",
        "M-11 -12C-11 2 -7 6 0 6S11 2 11 -12",
    ),
    "pendant_grip": Picture(CENTRED, "M-4 -8H4V2H-4Z", "M0 -20V-8M-18 12C-18 5 -8 2 0 2S18 5 18 12Z"),
}
