"""The form of the review page: the delivery address."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.current import business
from shop.countries import country_choices, country_code, country_name, has_postcodes
from shop.forms import NamesItsFields, errors_of
from shop.language import current_language
from shop.phones import NO_COUNTRY, NO_NUMBER, TOO_LONG, TOO_SHORT, NotANumber, example_phone, read_phone
from shop.typed_text import CodeField, TextField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DELIVERY = ("name", "phone", "street", "postcode", "city", "country")

WRONG_NUMBERS = {
    TOO_SHORT: _("This phone number is too short. Enter it like this: %(example)s."),
    TOO_LONG: _("This phone number is too long. Enter one number, like this: %(example)s."),
    NO_NUMBER: _("This does not look like a phone number. Enter it like this: %(example)s."),
    NO_COUNTRY: _(
        "We do not know the country of this phone number. Enter it with the country code, like this: %(example)s."
    ),
}


def typed(label: "StrOrPromise", required: "StrOrPromise", autocomplete: str, **more: str) -> dict[str, Any]:
    """What a field that is typed by hand is made of: its label, its errors, and what a browser may fill in."""
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **more})
    return {"label": label, "error_messages": errors_of(label, required), "widget": widget}


class CountrySelect(forms.Select):
    """Countries by code; a name, as an older page or autofill may send it, is converted to the code."""

    def value_from_datadict(self, *args: Any) -> str:
        typed = super().value_from_datadict(*args) or ""
        return country_code(typed) or typed

    def use_required_attribute(self, initial: Any) -> bool:
        """The first choice is empty. Django makes all of them to see that."""
        return not self.is_hidden

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """All options are made once: as widgets of Django, 250 countries were three quarters of the review page."""
        attributes = self.build_attrs({"name": name, **self.attrs}, attrs)
        chosen = f'value="{escape(value or "")}"'
        options = country_options(current_language(), business().countries).replace(
            f"{chosen}>", f"{chosen} selected>", 1
        )
        return mark_safe(f"<select{flatatt(attributes)}>{options}</select>")  # noqa: S308  # escaped above and below


@lru_cache(maxsize=8)
def country_options(language: str, delivered: frozenset[str]) -> str:
    """An option for each of these countries, in the active language."""
    choices = [("", gettext("Choose a country")), *country_choices(delivered)]
    return format_html_join("\n", '<option value="{}">{}</option>', choices)


class CountryField(forms.ChoiceField):
    """A choice of the countries that the shop delivers to."""

    widget = CountrySelect(attrs={"autocomplete": "country"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: [("", _("Choose a country")), *country_choices(business().countries)], **kwargs
        )

    def validate(self, value: str) -> None:
        code = country_code(value)
        if code and code not in business().countries:
            raise forms.ValidationError(not_delivered_to(code))
        super().validate(value)

    def valid_value(self, value: str) -> bool:
        """Without comparing the value with 250 names."""
        return value in business().countries


def not_delivered_to(code: str) -> str:
    return gettext("%(country)s: we do not deliver there. Choose another country.") % {"country": country_name(code)}


class OrderForm(NamesItsFields, forms.Form):
    """Name, phone, street, postcode, city, country."""

    name = TextField(max_length=120, **typed(_("Name"), _("Enter your name."), "name"))
    phone = TextField(max_length=40, **typed(_("Phone"), _("Enter your phone number."), "tel", type="tel"))
    street = TextField(
        max_length=200, **typed(_("Street, house, flat"), _("Enter your street and house."), "address-line1")
    )
    postcode = CodeField(max_length=20, required=False, **typed(_("Postcode"), _("Enter a postcode."), "postal-code"))
    city = TextField(max_length=100, **typed(_("City"), _("Enter your city."), "address-level2"))
    country = CountryField(
        label=_("Country"),
        error_messages={
            "required": _("Choose a country."),
            "invalid_choice": _("We do not know this country. Choose one from the list."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = _("For the courier only.")
        self.fields["postcode"].help_text = _("Leave it empty if your country has none.")
        self.choose_country()

    def choose_country(self) -> None:
        """Preselects the country of the last order, or the only one that the shop delivers to.

        Any other would be a guess, which sends a parcel abroad when it is overlooked. Where the last order went to a
        country that is no longer delivered to, a message says so.
        """
        delivered = business().countries
        before = country_code(self.initial.get("country", ""))
        code = next(iter(delivered)) if len(delivered) == 1 else before
        self.initial["country"] = code if code in delivered else ""
        if before and before not in delivered:
            self.fields["country"].help_text = not_delivered_to(before)

    def clean(self) -> dict[str, Any]:
        """Checks that depend on the country: the format of phone numbers, and whether it has postcodes."""
        data = super().clean() or {}
        country = data.get("country")
        if "phone" in data:
            self.clean_phone_of(country)
        if country and has_postcodes(country) and data.get("postcode") == "":
            self.add_error("postcode", gettext("Enter a postcode: a parcel to this country needs one."))
        return data

    def clean_phone_of(self, country: str | None) -> None:
        """The phone number in its stored form."""
        try:
            self.cleaned_data["phone"] = read_phone(self.cleaned_data["phone"], country)
        except NotANumber as error:
            (reason,) = error.args
            # Without a country the number cannot be judged: it is checked again once the country is chosen.
            if country or reason != NO_COUNTRY:
                # In one piece, so that it stands in one line.
                example = example_phone(country).replace(" ", "\N{NO-BREAK SPACE}")
                self.add_error("phone", WRONG_NUMBERS[reason] % {"example": example})
