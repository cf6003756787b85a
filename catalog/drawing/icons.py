"""The sixteen shapes as silhouettes, all at one scale, each with measures that are usual for it."""

from dataclasses import dataclass
from decimal import Decimal

from catalog.drawing.finish import details
from catalog.drawing.profiles import profile

# Wide and high enough for the largest below, in millimetres; the lower edges stand on one line.
VIEW_BOX = "-262 -350 524 351"


@dataclass(frozen=True)
class UsualShade:
    """As much of a data sheet as a silhouette needs (`verdict.Shade`)."""

    shape: str
    top_diameter_mm: int
    bottom_diameter_mm: int
    widest_mm: int
    height_mm: int
    finish: str = "plain"
    top_depth_mm: int | None = None
    bottom_depth_mm: int | None = None
    material: str = "linen"
    fitting: str = "ring_e27"
    ring_mm: Decimal | None = None
    reducer_included: bool = False
    fitting_position: str = "base"
    for_table: bool = True
    for_floor: bool = False
    for_pendant: bool = False
    for_wall: bool = False
    max_watts: int | None = None
    max_watts_led: int | None = None


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


@dataclass(frozen=True)
class Picture:
    """A small drawing in lines: `outline` is filled, `details` are thinner."""

    view_box: str
    outline: str
    details: str = ""


def _silhouette(shade: UsualShade) -> Picture:
    side = profile(shade)
    return Picture(VIEW_BOX, side.outline, details(shade, side))


SILHOUETTES = {shade.shape: _silhouette(shade) for shade in USUAL}
