"""How a lamp is described: by its measures, or by the name of one that staff keep."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.fit.lamp import HomeLamp
from catalog.lengths import CENTIMETRES, Unit, least_and_most, to_mm
from catalog.models import Lamp
from catalog.terms import Holder, Use

# A table lamp is at most a floor lamp, a floor lamp at most a ceiling: anything else is a slip of the finger.
BOUNDS_MM = {"height": (50, 3000), "width": (10, 1500), "table": (100, 5000)}
TYPED_NUMBER = re.compile(r"[0-9]{1,5}(?:[.,][0-9]{0,4})?")
WITH_A_UNIT = re.compile(r"([\d.,]+)\s*([^\d\s.,]\S*)")
# As a tape in inches says it: 15 1/2, 15-1/2, 15½. A part of an inch is at least a sixteenth: four decimals.
FRACTION = re.compile(r"(?:([0-9]{1,4})(?:\s+|-|(?=[¼½¾])))?([¼½¾]|[0-9]{1,2}/(?:2|4|8|16))(?![0-9/])(.*)")
SIGNS = {"¼": "1/4", "½": "1/2", "¾": "3/4"}
UNITS = [("cm", _("cm")), ("in", _("inches"))]
HOLDER_NOTE = _("E27 is the wide screw, 27 mm across the thread. E14 is the thin one. B22 has two pins.")
WRITE_A_NUMBER = _("Enter a number, such as 38 or 38.5.")


class LengthField(forms.Field):
    """A length as it is typed: 38, 38.5 or 38,5. Cleaned to a Decimal, None where empty; the form knows the unit."""

    widget = forms.TextInput
    default_error_messages = {"required": WRITE_A_NUMBER, "invalid": WRITE_A_NUMBER}

    def __init__(self, **options: Any) -> None:
        # Not type="number": it would drop "38,5" where the browser's language has a point.
        super().__init__(localize=True, **options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        if not TYPED_NUMBER.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text.replace(",", "."))


@dataclass(frozen=True)
class TypedLength:
    """A number, and how many centimetres its own unit has; None where the unit is that of the form."""

    number: Decimal
    centimetres: Decimal | None

    def in_mm(self, unit: Unit) -> int:
        """Whole millimetres, half up; `unit` is that of the form."""
        if self.centimetres is None:
            return to_mm(self.number, unit)
        return to_mm(self.number * self.centimetres, "cm")


def with_decimals(text: str) -> str:
    """What begins with a fraction, with decimals instead: 15.5" for 15 1/2". One that is no part of one is left."""
    if not (typed := FRACTION.fullmatch(text)):
        return text
    above, below = map(int, SIGNS.get(typed[2], typed[2]).split("/"))
    return f"{int(typed[1] or 0) + Decimal(above) / below}{typed[3]}" if 0 < above < below else text


class LengthWithUnitField(LengthField):
    """A length as it is typed, which may name its own unit: 38, 38 cm, 15", 15 1/2. Cleaned to a TypedLength."""

    def to_python(self, value: Any) -> TypedLength | None:  # type: ignore[override]  # a number with its unit
        text = str(value).strip() if value is not None else ""
        text = with_decimals(text)
        named = WITH_A_UNIT.fullmatch(text)
        centimetres = CENTIMETRES.get(named[2].lower()) if named else None
        number = super().to_python(named[1] if named and centimetres else text)
        return None if number is None else TypedLength(number, centimetres)


def unit_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Measured in"),
        choices=UNITS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose centimetres or inches.")},
    )


def with_unit(data: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What was typed into these fields, in centimetres where the address does not say. No database takes a NUL."""
    typed = {name: str(data.get(name) or "").replace("\0", "") for name in names}
    return {**typed, "unit": typed["unit"] or "cm"}


def millimetres(form: forms.Form, name: str, unit: Unit, bounds: Mapping[str, tuple[int, int]]) -> int | None:
    """A length of the form in millimetres; None, and an error at the field, where it is out of its `bounds` (mm)."""
    typed: TypedLength | None = form.cleaned_data.get(name)
    if typed is None:
        return None
    least, most = bounds[name]
    length_mm = typed.in_mm(unit)
    if not least <= length_mm <= most:
        form.add_error(name, _("Enter a length from %(least)s to %(most)s.") % least_and_most(least, most, unit))
        return None
    return length_mm


# What each kind of lamp is judged by, beside its holder; the rest is not asked for.
ASKED = {Use.TABLE: ("height", "width", "table"), Use.PENDANT: ("table",), Use.FLOOR: (), Use.WALL: ()}


class LampForm(forms.Form):
    """A lamp by its measures. Floor, wall and hanging lamps are not judged by theirs, and may leave them out."""

    height = LengthWithUnitField(label=_("Base height"), required=False)
    width = LengthWithUnitField(label=_("Base width"), required=False)
    unit = unit_field()
    holder = forms.ChoiceField(
        label=_("Bulb holder"),
        choices=Holder.choices,
        help_text=HOLDER_NOTE,
        error_messages={key: _("Choose one of these holders.") for key in ("required", "invalid_choice")},
    )
    use = forms.ChoiceField(
        label=_("What kind of lamp?"),
        choices=Use.choices,
        widget=forms.RadioSelect,
        error_messages={key: _("Choose one of these uses.") for key in ("required", "invalid_choice")},
    )
    table = LengthWithUnitField(label=_("Smaller side of the table"), required=False)

    lamp: HomeLamp | None = None

    def clean(self) -> None:
        typed = self.cleaned_data
        unit, use = typed.get("unit", "cm"), typed.get("use")
        sizes = {name: millimetres(self, name, unit, BOUNDS_MM) for name in BOUNDS_MM}
        if use == Use.TABLE:
            for name in ("height", "width"):
                if sizes[name] is None and name not in self.errors:
                    self.add_error(name, WRITE_A_NUMBER)
        if not self.errors:
            self.lamp = HomeLamp(sizes["height"], sizes["width"], typed["holder"], typed["use"], sizes["table"], unit)

    @property
    def shown_unit(self) -> str:
        """The unit beside the numbers as the page opens."""
        return "in" if self["unit"].value() == "in" else "cm"

    @property
    def kind(self) -> Use | None:
        """The kind of lamp that it asks about; None where the address names no such kind."""
        value = str(self["use"].value() or "")
        return Use(value) if value in Use else None

    def asks_for(self, name: str) -> bool:
        """Whether the page shows this measure: the kind needs it, or something is wrong with it."""
        return name in self.errors or self.kind is None or name in ASKED[self.kind]

    @property
    def kept(self) -> dict[str, str]:
        """The unit and the measures that are known and not shown: hidden in the form, so that none is lost."""
        shown = {"unit", *(name for name in BOUNDS_MM if self.asks_for(name))} if self.asks_for_a_length else set()
        typed = {name: self[name].value() for name in ("unit", *BOUNDS_MM) if name not in shown}
        return {name: str(value) for name, value in typed.items() if value not in (None, "")}

    @property
    def asks_for_a_length(self) -> bool:
        return any(self.asks_for(name) for name in BOUNDS_MM)

    @property
    def asks_for_base(self) -> bool:
        return self.asks_for("height") or self.asks_for("width")

    @property
    def asks_for_table(self) -> bool:
        return self.asks_for("table")


class NamedLampForm(forms.Form):
    """A lamp by its name: people know the name of the one they own, not its measures."""

    lamp = forms.ChoiceField(
        label=_("Or choose a common lamp"),
        error_messages={
            key: _("We do not know this lamp. Choose one, or measure yours.") for key in ("required", "invalid_choice")
        },
    )

    def __init__(self, data: Mapping[str, Any] | None, *, lamps: list[Lamp]) -> None:
        super().__init__(data)
        self.by_slug = {lamp.slug: lamp for lamp in lamps}
        choices = [("", _("Choose a lamp")), *((lamp.slug, _in_a_list(lamp)) for lamp in lamps)]
        self.fields["lamp"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above

    @property
    def chosen(self) -> Lamp | None:
        return self.by_slug.get(self.cleaned_data.get("lamp", "")) if self.is_valid() else None


def _in_a_list(lamp: Lamp) -> str:
    """Small round ceramic base, 30 × 17 cm, E27."""
    home = HomeLamp(lamp.height_mm, lamp.width_mm, lamp.holder, lamp.use)
    return ", ".join((str(lamp), *home.facts))
