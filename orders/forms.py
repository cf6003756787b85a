"""The review page's form: where the order goes, and what the page showed."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from cart.models import CartItem
from orders.checkout import Line
from orders.models import Order
from shop.countries import country_code, country_name, country_names

DELIVERY = ("name", "phone", "street", "postcode", "city", "country")


def text(label: Any, autocomplete: str, length: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})
    return forms.CharField(label=label, max_length=length, widget=widget)


class OrderForm(forms.Form):
    """Name, phone, street, postcode, city, country."""

    name = text(_("Name"), "name", 120)
    phone = text(_("Phone"), "tel", 40, type="tel")
    street = text(_("Street and house"), "street-address", 200)
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
        return list(country_names(get_language() or "en").values())


def prefilled(last: Order | None, kept: dict[str, str] | None) -> dict[str, str]:
    """What was typed before the page had to be shown anew, or where the last order went."""
    if kept:
        return kept
    if last is None or not last.name:
        return {}
    return {field: getattr(last, field) for field in DELIVERY[:-1]} | {"country": country_name(last.country)}


def shown_line(item: CartItem) -> str:
    """One line of the page as a hidden field carries it: product, quantity, price of one."""
    return f"{item.product_id}:{item.quantity}:{item.product.price}"


def read_line(value: str) -> Line | None:
    """The line of a hidden field; None where somebody has changed it into nonsense."""
    match = re.fullmatch(r"(\d{1,18}):(\d{1,4}):(\d{1,8}\.\d\d)", value)
    try:
        return Line(int(match[1]), int(match[2]), Decimal(match[3])) if match else None
    except InvalidOperation:
        return None


def shades(count: int) -> str:
    """“3 shades”, in the plural of the language."""
    return ngettext("%d shade", "%d shades", count) % count
