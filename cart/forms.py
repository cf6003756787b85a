"""The quantity: one field, whose error messages all say what to enter instead."""

from django import forms
from django.utils.translation import gettext_lazy as _


class QuantityForm(forms.Form):
    """A whole number from `least` (1 to add, 0 to remove). The upper limit is checked by cart.contents."""

    quantity = forms.IntegerField(
        error_messages={
            "required": _("Enter a quantity."),
            "invalid": _("Enter the quantity as a whole number."),
        },
    )

    def __init__(self, *args: object, least: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # those of any form
        self.least = least

    def clean_quantity(self) -> int:
        quantity: int = self.cleaned_data["quantity"]
        if quantity < self.least:
            raise forms.ValidationError(_("Enter a quantity of %(least)d or more.") % {"least": self.least})
        return quantity

    @property
    def error(self) -> str:
        return " ".join(str(message) for message in self.errors.get("quantity", []))
