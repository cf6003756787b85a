"""The bulb check of a product page: what is asked, and the answer in words."""

from collections.abc import Mapping
from functools import lru_cache

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.fit.bulb import BulbAnswer, bulb_check
from catalog.fit.forms import LengthField, unit_field, with_unit
from catalog.fit.shade import Shade
from catalog.lengths import Unit, format_length, to_mm

# Widths of standard bulbs in millimetres, as their names say them.
STANDARD_BULBS_MM = {"c35": 35, "g45": 45, "a60": 60, "st64": 64, "g80": 80, "g95": 95, "g125": 125}
OTHER = "other"
SIZES = [
    ("a60", _("A60, standard, 6 cm")),
    ("c35", _("C35, candle, 3.5 cm")),
    ("g45", _("G45, small ball, 4.5 cm")),
    ("st64", _("ST64, long pear, 6.4 cm")),
    ("g80", _("G80, ball, 8 cm")),
    ("g95", _("G95, ball, 9.5 cm")),
    ("g125", _("G125, large ball, 12.5 cm")),
    (OTHER, _("Another width")),
]
KINDS = [("led", _("LED")), ("incandescent", _("Halogen or incandescent"))]
WIDEST_BULB_MM = 400
MOST_WATTS = 1000


class BulbForm(forms.Form):
    """A bulb: its watts, what makes its light, and how wide it is."""

    watts = forms.IntegerField(
        label=_("Watts on the bulb"),
        min_value=1,
        max_value=MOST_WATTS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Enter the watts printed on the bulb, such as 8."),
            "invalid": _("Enter the watts as a whole number, such as 8."),
            "min_value": _("Enter %(limit_value)s or more."),
            "max_value": _("Enter %(limit_value)s or less."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={key: _("Choose one of the two.") for key in ("required", "invalid_choice")},
    )
    bulb = forms.ChoiceField(
        label=_("Size"),
        choices=SIZES,
        error_messages={key: _("Choose one of these sizes.") for key in ("required", "invalid_choice")},
    )
    diameter = LengthField(label=_("Width, if not listed"), required=False)
    unit = unit_field()

    diameter_mm: int | None = None

    def clean(self) -> None:
        typed = self.cleaned_data
        unit: Unit = "in" if typed.get("unit") == "in" else "cm"
        self.diameter_mm = STANDARD_BULBS_MM.get(typed.get("bulb", ""))
        if typed.get("bulb") != OTHER or "diameter" in self.errors:
            return
        width = typed.get("diameter")
        self.diameter_mm = to_mm(width, unit) if width is not None else 0
        if not 1 <= self.diameter_mm <= WIDEST_BULB_MM:
            most = format_length(WIDEST_BULB_MM, unit)
            self.add_error("diameter", _("Enter the width of the bulb, at most %(most)s.") % {"most": most})

    def answer(self, shade: Shade, unit: Unit) -> BulbAnswer | None:
        """What the shade says to this bulb; None where nothing was asked, or not clearly."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        return bulb_check(shade, typed["watts"], typed["kind"] == "led", self.diameter_mm, unit)


def bulb_form(data: Mapping[str, str], unit: Unit) -> BulbForm:
    """Bound where the address asks about a bulb."""
    if any(name in data for name in ("watts", "kind", "bulb", "diameter")):
        return BulbForm(with_unit(data, BulbForm.base_fields))
    return _unasked(unit)


# Every page of a shade has it, and nobody changes a form that asks nothing.
@lru_cache(maxsize=2)
def _unasked(unit: Unit) -> BulbForm:
    return BulbForm(initial={"kind": "led", "bulb": "a60", "unit": unit})
