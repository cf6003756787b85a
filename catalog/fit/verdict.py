"""The words of the fit rules: a shade's data sheet, a lamp, a level, a reason, a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol, get_args

from django.utils.translation import gettext_lazy as _

from catalog.lengths import Words

Holder = Literal["e27", "e14", "b22", "spider", "uno", "pendant"]
Use = Literal["table", "floor", "pendant", "wall"]

HOLDERS: tuple[Holder, ...] = get_args(Holder)
USES: tuple[Use, ...] = get_args(Use)


class Level(StrEnum):
    """How well it goes, ordered: no < possible < good."""

    NO = "no"
    POSSIBLE = "possible"
    GOOD = "good"

    @property
    def rank(self) -> int:
        """0, 1 or 2, as the database says it (`query.verdict_expression`)."""
        return (Level.NO, Level.POSSIBLE, Level.GOOD).index(self)

    @property
    def label(self) -> Words:
        """The word a shopper reads."""
        return {"no": _("Does not fit"), "possible": _("Possible"), "good": _("Good fit")}[self.value]

    # A str compares by letters, which would put "good" below "no": all four are ours.
    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


class Part(StrEnum):
    """What is judged, in the order in which a shopper would want to hear of it."""

    USE = "use"
    FITTING = "fitting"
    WIDTH = "width"
    HEIGHT = "height"
    TABLE = "table"
    PENDANT = "pendant"


@dataclass(frozen=True)
class Reason:
    """One part of a verdict. `note` is what to do about it although it fits, such as using the reducer."""

    part: Part
    level: Level
    words: Words
    note: Words | None = None


@dataclass(frozen=True)
class Verdict:
    """The worst of its parts, one sentence to show, and every reason."""

    level: Level
    sentence: Words
    reasons: tuple[Reason, ...]

    @property
    def is_fit(self) -> bool:
        """Good or possible: what the filter "fits my lamp" keeps."""
        return self.level is not Level.NO

    @property
    def more(self) -> tuple[Words, ...]:
        """What else is not good about it, beside the sentence; nothing where use or fitting rule it out anyway."""
        lowest = worst(self.reasons)
        if lowest.level is Level.NO and lowest.part in (Part.USE, Part.FITTING):
            return ()
        return tuple(r.words for r in self.reasons if r is not lowest and r.level is not Level.GOOD)

    @property
    def notes(self) -> tuple[Words, ...]:
        """What to do so that it fits; empty where it does not fit anyway."""
        return tuple(reason.note for reason in self.reasons if reason.note and self.is_fit)


@dataclass(frozen=True)
class Lamp:
    """A lamp at home, in millimetres: foot to underside of the holder, widest part, and the table's smaller side.

    Height and width may be unknown (None); only a table lamp is judged by them. ValueError for what cannot be.
    """

    height_mm: int | None
    width_mm: int | None
    holder: Holder
    use: Use
    table_mm: int | None = None

    def __post_init__(self) -> None:
        if self.holder not in HOLDERS or self.use not in USES:
            raise ValueError(f"no such lamp: {self.holder}, {self.use}")
        if any(size is not None and size <= 0 for size in (self.height_mm, self.width_mm, self.table_mm)):
            raise ValueError("a lamp is measured in whole millimetres above 0")


class Shade(Protocol):
    """The part of a shade's data sheet (lampshades.md, section 3) that fit and drawings read.

    Read-only, so that a Django model instance and a plain dataclass both satisfy it.
    """

    @property
    def shape(self) -> str: ...
    @property
    def finish(self) -> str: ...
    @property
    def material(self) -> str: ...
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


# Seen from the front and from the side they differ (lampshades.md, section 1, "D").
SIDED_SHAPES = ("oval", "square", "rectangle")


def narrow_side_mm(shade: Shade) -> int:
    """The smaller side at its widest: what must still cover the base. Round shades have one diameter."""
    if shade.shape in SIDED_SHAPES and shade.bottom_depth_mm is not None:
        return min(shade.bottom_depth_mm, shade.widest_mm)
    return shade.widest_mm


def worst(reasons: Sequence[Reason]) -> Reason:
    """The first reason of the lowest level: parts are in the order in which they matter."""
    return min(reasons, key=lambda reason: reason.level.rank)
