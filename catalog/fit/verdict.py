"""The words of the fit rules: a level, the verdict on each part, and that on the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.translation import gettext_lazy as _


class Level(IntEnum):
    """How well it goes; the database says it in the same numbers.

    Two things can be wrong (lampshades.md, section 1): NO cannot be mounted, UNSUITED goes on and looks odd.
    """

    NO = 0
    UNSUITED = 1
    POSSIBLE = 2
    GOOD = 3

    @property
    def code(self) -> str:
        """As pages and style sheets name it."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The word a shopper reads."""
        return str(LABELS[self])


LABELS = {
    Level.NO: _("Cannot be mounted"),
    Level.UNSUITED: _("Goes on, but out of proportion"),
    Level.POSSIBLE: _("Fits, with reservations"),
    Level.GOOD: _("Fits well"),
}


class Part(StrEnum):
    """What is judged, in the order in which a shopper would want to hear of it."""

    USE = "use"
    FITTING = "fitting"
    WIDTH = "width"
    HEIGHT = "height"
    TABLE = "table"
    PENDANT = "pendant"
    SIZE = "size"


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
        """What else is not good about it, beside the sentence; nothing where it cannot be mounted anyway."""
        if self.level is Level.NO:
            return ()
        lowest = worst(self.parts)
        return tuple(part.words for part in self.parts if part is not lowest and part.level is not Level.GOOD)

    @property
    def words(self) -> str:
        """The sentence, and what else there is to know."""
        return " ".join((self.sentence, *self.more, *self.notes))

    @property
    def notes(self) -> tuple[str, ...]:
        """What to do to mount it; empty where it cannot be mounted anyway."""
        return tuple(part.note for part in self.parts if part.note and self.level > Level.NO)


def worst(parts: Sequence[PartVerdict]) -> PartVerdict:
    """The first part of the lowest level: they are in the order in which they matter."""
    return min(parts, key=lambda part: part.level)
