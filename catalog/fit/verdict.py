"""The words of the fit rules: a level, the verdict on each part, and that on the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.translation import gettext as _


class Level(IntEnum):
    """How well it goes; the database says it in the same numbers. 1 is kept for what can be mounted and looks wrong."""

    NO = 0
    POSSIBLE = 2
    GOOD = 3

    @property
    def code(self) -> str:
        """As pages and style sheets name it."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The word a shopper reads."""
        return {Level.NO: _("Does not fit"), Level.POSSIBLE: _("Possible"), Level.GOOD: _("Good fit")}[self]


class Part(StrEnum):
    """What is judged, in the order in which a shopper would want to hear of it."""

    USE = "use"
    FITTING = "fitting"
    WIDTH = "width"
    HEIGHT = "height"
    TABLE = "table"
    PENDANT = "pendant"


@dataclass(frozen=True)
class PartVerdict:
    """The verdict on one part. `note` is what to do about it although it fits, such as using the reducer."""

    part: Part
    level: Level
    words: str
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """The worst of its parts, one sentence to show, and every part. In the language in which it was made."""

    level: Level
    sentence: str
    parts: tuple[PartVerdict, ...]

    @property
    def is_fit(self) -> bool:
        """Good or possible: what the filter "fits my lamp" keeps."""
        return self.level >= Level.POSSIBLE

    @property
    def more(self) -> tuple[str, ...]:
        """What else is not good about it, beside the sentence; nothing where use or fitting rule it out anyway."""
        lowest = worst(self.parts)
        if lowest.level is Level.NO and lowest.part in (Part.USE, Part.FITTING):
            return ()
        return tuple(part.words for part in self.parts if part is not lowest and part.level is not Level.GOOD)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to do so that it fits; empty where it does not fit anyway."""
        return tuple(part.note for part in self.parts if part.note and self.is_fit)


def worst(parts: Sequence[PartVerdict]) -> PartVerdict:
    """The first part of the lowest level: they are in the order in which they matter."""
    return min(parts, key=lambda part: part.level)
