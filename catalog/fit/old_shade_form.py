"""How an old shade is described: what is asked, in centimetres or inches, and what is refused beside its field."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from catalog.fit.forms import LengthWithUnitField, millimetres, unit_field, with_unit
from catalog.fit.old_shade import SHORT_FITTINGS, OldShade, height_from_slant, least_slant_mm
from catalog.lengths import Unit, format_length, least_and_most
from catalog.terms import Use

# The top of a dome may be closed. Nobody sells a shade that is wider or taller than a metre and a half.
BOUNDS_MM = {"top": (0, 1500), "bottom": (10, 1500), "height": (10, 1500), "slant": (10, 2000)}
# An address that says any of these asks for an answer.
MEASURES = tuple(BOUNDS_MM)


class OldShadeForm(forms.Form):
    """An old shade by its measures, of which the slope may stand for the height, its use and its fitting."""

    use = forms.ChoiceField(
        label=_("Kind of lamp"),
        choices=Use.choices,
        widget=forms.RadioSelect,
        error_messages={key: _("Choose one of these uses.") for key in ("required", "invalid_choice")},
    )
    unit = unit_field()
    top = LengthWithUnitField(label=_("Top width"))
    bottom = LengthWithUnitField(label=_("Bottom width"))
    height = LengthWithUnitField(label=_("Height"), required=False)
    slant = LengthWithUnitField(label=_("or its slope"), required=False)
    fitting = forms.ChoiceField(
        label=_("Fitting of the old shade"),
        choices=[(code, capfirst(words)) for code, words in SHORT_FITTINGS.items()],
        widget=forms.RadioSelect,
        error_messages={key: _("Choose what held the old shade.") for key in ("required", "invalid_choice")},
    )

    old: OldShade | None = None

    def clean(self) -> None:
        unit: Unit = "in" if self.cleaned_data.get("unit") == "in" else "cm"
        sizes = {name: millimetres(self, name, unit, BOUNDS_MM) for name in BOUNDS_MM}
        top, bottom, height, slant = (sizes[name] for name in BOUNDS_MM)
        if height is None and slant is None and not {"height", "slant"} & set(self.errors):
            self.add_error("height", _("Enter the height or the slope."))
        if top is None or bottom is None or self.errors:
            return
        if height is None and slant is not None:
            height = self._height_by_slant(top, bottom, slant, unit)
        if height is not None:
            self.old = OldShade(top, bottom, height, self.cleaned_data["fitting"], self.cleaned_data["use"], unit)

    def _height_by_slant(self, top: int, bottom: int, slant: int, unit: Unit) -> int | None:
        """In millimetres; None, and an error at the slope, where it makes no shade."""
        height = height_from_slant(top, bottom, slant)
        if height is None:
            least = least_and_most(least_slant_mm(top, bottom), BOUNDS_MM["slant"][1], unit)["least"]
            self.add_error("slant", _("Too short for these widths: the slope would be at least %s.") % least)
            return None
        if height < BOUNDS_MM["height"][0]:
            said = format_length(height, unit)
            self.add_error("slant", _("With this slope the shade would be only %s tall.") % said)
            return None
        return height


def old_shade_form(data: Mapping[str, Any]) -> OldShadeForm:
    """Bound where the address says a measure; else with what it says of unit, use and fitting, or the commonest."""
    if any(name in data for name in MEASURES):
        return OldShadeForm(with_unit(data, OldShadeForm.base_fields))
    usual = {"use": "table", "unit": "cm", "fitting": "ring_e27"}
    return OldShadeForm(initial={name: data.get(name) or value for name, value in usual.items()})
