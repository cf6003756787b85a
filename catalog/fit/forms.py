"""How a lamp is described: by its measures, or by the name of one that staff keep."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.fit.lamp import HomeLamp
from catalog.lengths import Unit, format_length, to_mm
from catalog.models import Lamp
from catalog.terms import Holder, Use

# A table lamp is at most a floor lamp, a floor lamp at most a ceiling: anything else is a slip of the finger.
BOUNDS_MM = {"height": (50, 3000), "width": (10, 1500), "table": (100, 5000)}
TYPED_NUMBER = re.compile(r"[0-9]{1,5}(?:[.,][0-9]{0,4})?")
UNITS = [("cm", _("cm")), ("in", _("inches"))]
WRITE_A_NUMBER = _("Write a number, such as 38 or 38.5.")


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


def millimetres(form: forms.Form, name: str, unit: Unit) -> int | None:
    """A length of the form in millimetres; None, and an error at the field, where it is out of bounds."""
    value = form.cleaned_data.get(name)
    if value is None:
        return None
    least, most = BOUNDS_MM[name]
    length_mm = to_mm(value, unit)
    if not least <= length_mm <= most:
        bounds = {"least": format_length(least, unit), "most": format_length(most, unit)}
        form.add_error(name, _("Write a length from %(least)s to %(most)s.") % bounds)
        return None
    return length_mm


class LampForm(forms.Form):
    """A lamp by its measures. Floor, wall and hanging lamps are not judged by theirs, and may leave them out."""

    height = LengthField(label=_("Base height"), required=False)
    width = LengthField(label=_("Base width"), required=False)
    unit = unit_field()
    holder = forms.ChoiceField(
        label=_("Bulb holder"),
        choices=Holder.choices,
        help_text=_("E27 is the wide screw, 27 mm across the thread. E14 is the thin one. B22 has two pins."),
        error_messages={key: _("Choose one of these holders.") for key in ("required", "invalid_choice")},
    )
    use = forms.ChoiceField(
        label=_("For"),
        choices=Use.choices,
        widget=forms.RadioSelect,
        error_messages={key: _("Choose one of these uses.") for key in ("required", "invalid_choice")},
    )
    table = LengthField(label=_("Smaller side of the table"), required=False)

    lamp: HomeLamp | None = None

    def clean(self) -> None:
        typed = self.cleaned_data
        unit, use = typed.get("unit", "cm"), typed.get("use")
        sizes = {name: millimetres(self, name, unit) for name in BOUNDS_MM}
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


class PendantForm(LampForm):
    """A pendant by the table below it: of the measures only that one is asked for."""

    table = LengthField(label=_("Smaller side of the table"))


class NamedLampForm(forms.Form):
    """A lamp by its name: people know the name of the one they own, not its measures."""

    lamp = forms.ChoiceField(
        label=_("Your lamp"),
        error_messages={
            key: _("We do not know this lamp. Choose one, or measure yours.") for key in ("required", "invalid_choice")
        },
    )

    def __init__(self, data: Mapping[str, Any] | None, *, lamps: list[Lamp]) -> None:
        super().__init__(data)
        self.by_slug = {lamp.slug: lamp for lamp in lamps}
        self.fields["lamp"].choices = [(lamp.slug, str(lamp)) for lamp in lamps]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Lamp | None:
        return self.by_slug.get(self.cleaned_data.get("lamp", "")) if self.is_valid() else None
