"""The form of the review page: the delivery address."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shop.countries import country_choices, country_code, country_name, delivered_to, has_postcodes
from shop.phones import NO_COUNTRY, NO_NUMBER, TOO_LONG, TOO_SHORT, NotANumber, example_phone, read_phone
from shop.typed_text import CodeField, TextField

DELIVERY = ("name", "phone", "street", "postcode", "city", "country")

WRONG_NUMBERS = {
    TOO_SHORT: _("This number is too short. Enter it like this: %(example)s."),
    TOO_LONG: _("This number is too long. Enter one number, like this: %(example)s."),
    NO_NUMBER: _("This does not look like a phone number. Enter it like this: %(example)s."),
    NO_COUNTRY: _("We do not know the country of this number. Enter it with the country code, like this: %(example)s."),
}


def typed(autocomplete: str, **more: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, **more})


class CountrySelect(forms.Select):
    """Countries by code; a name, as an older page or autofill may send it, is converted to the code."""

    def value_from_datadict(self, *args: Any) -> str:
        typed = super().value_from_datadict(*args) or ""
        return country_code(typed) or typed


class CountryField(forms.ChoiceField):
    """A choice of the countries that the shop delivers to."""

    widget = CountrySelect(attrs={"autocomplete": "country"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: [("", _("Choose a country")), *country_choices()], **kwargs)

    def validate(self, value: str) -> None:
        code = country_code(value)
        if code and code not in delivered_to():
            raise forms.ValidationError(not_delivered_to(code))
        super().validate(value)


def not_delivered_to(code: str) -> str:
    return gettext("%(country)s: we do not deliver there. Choose another country.") % {"country": country_name(code)}


class OrderForm(forms.Form):
    """Name, phone, street, postcode, city, country."""

    name = TextField(label=_("Name"), max_length=120, widget=typed("name"))
    phone = TextField(label=_("Phone"), max_length=40, widget=typed("tel", type="tel"))
    street = TextField(label=_("Street, house, flat"), max_length=200, widget=typed("address-line1"))
    postcode = CodeField(label=_("Postcode"), max_length=20, required=False, widget=typed("postal-code"))
    city = TextField(label=_("City"), max_length=100, widget=typed("address-level2"))
    country = CountryField(label=_("Country"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("For the courier only.")
        self.fields["postcode"].help_text = _("Leave it empty if your country has none.")
        self.fields["country"].error_messages["invalid_choice"] = _(
            "We do not know this country. Choose one from the list."
        )
        self.choose_no_country_of_before()

    def choose_no_country_of_before(self) -> None:
        """The country of the last order is preselected if the shop still delivers there; else a message says so."""
        code = country_code(self.initial.get("country", ""))
        is_delivered_to = code in delivered_to()
        self.initial["country"] = code if is_delivered_to else ""
        if code and not is_delivered_to:
            self.fields["country"].help_text = not_delivered_to(code)

    def clean(self) -> dict[str, Any]:
        """Checks that depend on the country: the format of phone numbers, and whether it has postcodes."""
        data = super().clean() or {}
        country = data.get("country")
        if "phone" in data:
            self.clean_phone_of(country)
        if country and has_postcodes(country) and data.get("postcode") == "":
            self.add_error("postcode", gettext("A parcel to this country needs a postcode."))
        return data

    def clean_phone_of(self, country: str | None) -> None:
        """The phone number in its stored form."""
        try:
            self.cleaned_data["phone"] = read_phone(self.cleaned_data["phone"], country)
        except NotANumber as error:
            (reason,) = error.args
            # Without a country the number cannot be judged: it is checked again once the country is chosen.
            if country or reason != NO_COUNTRY:
                self.add_error("phone", WRONG_NUMBERS[reason] % {"example": example_phone(country)})
