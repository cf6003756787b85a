"""The review page's form: where the order goes."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.countries import country_code, country_names
from shop.language import current_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DELIVERY = ("name", "phone", "street", "postcode", "city", "country")


def text(label: "StrOrPromise", autocomplete: str, length: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})
    return forms.CharField(label=label, max_length=length, widget=widget)


class OrderForm(forms.Form):
    """Name, phone, street, postcode, city, country."""

    name = text(_("Name"), "name", 120)
    phone = text(_("Phone"), "tel", 40, type="tel")
    street = text(_("Street and house"), "address-line1", 200)
    postcode = text(_("Postcode"), "postal-code", 20)
    city = text(_("City"), "address-level2", 100)
    country = text(_("Country"), "country-name", 80, list="countries")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("For the courier only.")

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        digits = len(re.sub(r"\D", "", phone))
        if not re.fullmatch(r"\+?[\d\s()./-]+", phone):
            raise forms.ValidationError(_("Write a number with digits only, as in +46 70 123 45 67."))
        # E.164: at most 15 digits; fewer than 6 reach nobody.
        if digits < 6:
            raise forms.ValidationError(
                _("This number is too short. Write it with the country code: +46 70 123 45 67.")
            )
        if digits > 15:
            raise forms.ValidationError(_("This number is too long. A number has at most 15 digits."))
        return phone

    def clean_country(self) -> str:
        """Its two letters, from its name in any of our languages."""
        code = country_code(self.cleaned_data["country"])
        if code is None:
            raise forms.ValidationError(_("We do not know this country. Choose one from the list."))
        return code

    @staticmethod
    def countries() -> list[str]:
        """Names to choose from, in the visitor's language."""
        return list(country_names(current_language()).values())
