"""A shade as drawings and fit rules read it: a part of its data sheet (lampshades.md, section 3)."""

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, cast

from catalog.terms import SIDED

if TYPE_CHECKING:
    from catalog.models import Product


class Outline(Protocol):
    """What a drawing needs. Lengths in mm. Read-only, so that a model instance and a dataclass both satisfy it."""

    @property
    def shape(self) -> str: ...
    @property
    def finish(self) -> str: ...
    @property
    def top_diameter_mm(self) -> int: ...
    @property
    def bottom_diameter_mm(self) -> int: ...
    @property
    def top_depth_mm(self) -> int | None: ...
    @property
    def bottom_depth_mm(self) -> int | None: ...
    @property
    def height_mm(self) -> int: ...
    @property
    def widest_mm(self) -> int: ...


class Shade(Outline, Protocol):
    """What the fit rules and the bulb check need besides: how it is mounted, for which lamps, and the most watts."""

    @property
    def material(self) -> str: ...
    @property
    def fitting(self) -> str: ...
    @property
    def ring_mm(self) -> Decimal | None: ...
    @property
    def reducer_included(self) -> bool: ...
    @property
    def fitting_position(self) -> str: ...
    @property
    def for_table(self) -> bool: ...
    @property
    def for_floor(self) -> bool: ...
    @property
    def for_pendant(self) -> bool: ...
    @property
    def for_wall(self) -> bool: ...
    @property
    def max_watts(self) -> int | None: ...
    @property
    def max_watts_led(self) -> int | None: ...


def as_shade(product: "Product") -> Shade:
    """A public product as the rules read it: the table's constraints see to it that no measure is missing."""
    return cast(Shade, product)


def sides_mm(shade: Outline) -> tuple[int, int]:
    """The larger and the smaller side where it is widest; the diameter twice for round shades."""
    wide, deep = shade.widest_mm, shade.bottom_depth_mm
    if shade.shape in SIDED and deep is not None:
        return max(wide, deep), min(wide, deep)
    return wide, wide


def narrow_side_mm(shade: Outline) -> int:
    """The smaller side at its widest: what must still cover the base."""
    return sides_mm(shade)[1]


def sides_sum_mm(shade: Outline) -> int:
    """Both sides together: twice the mean width that is held to the base's height, without a fraction."""
    return sum(sides_mm(shade))
