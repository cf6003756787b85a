"""A lamp at home: its measures, its bulb holder, what it is for, and the unit in which its owner measures."""

from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.lengths import Unit, format_length, format_number, from_mm
from catalog.terms import Holder, Use

# Those in which shoppers measure.
SHOPPERS_UNITS: tuple[Unit, ...] = ("cm", "in")


@dataclass(frozen=True)
class HomeLamp:
    """A lamp in millimetres: foot to underside of the holder, widest part, and the table's smaller side.

    Height and width may be unknown (None); only a table lamp is judged by them. `holder` and `use` are codes of
    `terms`. Raises ValueError for impossible values.
    """

    height_mm: int | None
    width_mm: int | None
    holder: str
    use: str
    table_mm: int | None = None
    unit: Unit = "cm"

    def __post_init__(self) -> None:
        if self.holder not in Holder or self.use not in Use:
            raise ValueError(f"no such lamp: {self.holder}, {self.use}")
        if any(size is not None and size <= 0 for size in (self.height_mm, self.width_mm, self.table_mm)):
            raise ValueError("a lamp is measured in whole millimetres above 0")
        if self.unit not in SHOPPERS_UNITS:
            raise ValueError(f"unit must be cm or in, not {self.unit}")

    def length(self, length_mm: int) -> str:
        """A length as its owner measures."""
        return format_length(length_mm, self.unit)

    def is_same(self, other: "HomeLamp") -> bool:
        """The same lamp, in whatever unit it was measured."""
        return replace(self, unit=other.unit) == other

    @property
    def in_a_sentence(self) -> str:
        """Its words after a colon: table lamp, 38 cm tall."""
        return lower_first(self.words)

    @property
    def sizes(self) -> dict[str, Decimal | None]:
        """Height, width and table as their owner types them."""
        measures = {"height": self.height_mm, "width": self.width_mm, "table": self.table_mm}
        return {name: None if mm is None else from_mm(mm, self.unit) for name, mm in measures.items()}

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the fit finder that ask for this lamp; nothing for what is not known."""
        sizes = {name: str(size) for name, size in self.sizes.items() if size is not None}
        return {**sizes, "holder": self.holder, "use": self.use, "unit": self.unit}

    @property
    def fields_of_any_unit(self) -> dict[str, str]:
        """The same for a form that asks for a unit of its own: each length says its own, as in 38 cm."""
        own = {name: f"{size} {self.unit}" for name, size in self.sizes.items() if size is not None}
        return {**own, "holder": self.holder, "use": self.use}

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    @property
    def address(self) -> str:
        """The page that answers for every shade."""
        return f"{reverse('catalog:fit')}?{self.query}"

    @property
    def words(self) -> str:
        """Table lamp, 38 cm tall, 16 cm wide, E27; or pendant, hanging cable, a table of 90 cm."""
        said = [str(Use(self.use).label)]
        if self.height_mm is not None:
            said.append(_("%(length)s tall") % {"length": self.length(self.height_mm)})
        if self.width_mm is not None:
            said.append(_("%(length)s wide") % {"length": self.length(self.width_mm)})
        said.append(self._holder_in_a_sentence)
        if self.table_mm is not None:
            said.append(_("a table of %(length)s") % {"length": self.length(self.table_mm)})
        return ", ".join(said)

    @property
    def facts(self) -> list[str]:
        """In short: 34 × 15 cm and E27; a pendant by its table."""
        facts = [self._holder_in_a_sentence]
        if self.table_mm is not None and self.use == Use.PENDANT:
            facts.append(_("a table of %(length)s") % {"length": self.length(self.table_mm)})
        if self.height_mm is None or self.width_mm is None:
            return facts
        return [f"{format_number(self.height_mm, self.unit)} × {self.length(self.width_mm)}", *facts]

    @property
    def short(self) -> str:
        """34 × 15 cm, E27: for a line that says whose lamp it is. What has no measures is called by its kind."""
        kind = [] if self.height_mm is not None else [lower_first(str(Use(self.use).label))]
        return ", ".join((*kind, *self.facts))

    @property
    def _holder_in_a_sentence(self) -> str:
        in_a_sentence = {Holder.SPIDER: _("harp"), Holder.PENDANT: _("hanging cable")}
        holder = Holder(self.holder)
        return in_a_sentence.get(holder, str(holder.label))


def lower_first(words: str) -> str:
    """A name of a kind inside a sentence."""
    return words[:1].lower() + words[1:]
