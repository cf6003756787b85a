"""The business data in the admin: one form, no list."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.models import Business
from pages.models.business import PK
from pages.russian_accounts import belongs_to, is_account, is_bik
from shop.countries import country_choices
from shop.phones import NotANumber, example_phone, read_phone
from shop.staff.changes import ChangesAdmin, ChangesForm, HiddenList
from shop.typed_numbers import PerCent
from shop.typed_text import clean_code, clean_text


class CountriesBox(FilteredSelectMultiple):
    """In a box of its own: Django's script puts its two lists first in what is around them, even before the label."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return format_html('<div class="related-widget-wrapper">{}</div>', super().render(name, value, attrs, renderer))


class CountriesField(forms.MultipleChoiceField):
    """Codes of countries, stored as one text with spaces between them."""

    widget = CountriesBox(_("countries"), is_stacked=False)
    hidden_widget = HiddenList

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def to_python(self, value: Any) -> list[str]:
        return super().to_python(self.prepare_value(value))

    def clean(self, value: Any) -> str:
        return " ".join(sorted(super().clean(self.prepare_value(value))))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), self.prepare_value(data))


class CompactField(forms.CharField):
    """A number with letters, typed with spaces and in any case: stored without, in capitals."""

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s", "", clean_code(super().to_python(value) or "")).upper()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: it would cut off what is pasted with spaces."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class BusinessForm(ChangesForm):
    delivers_to = CountriesField(
        label=capfirst(_("delivers to")),
        required=False,
        choices=country_choices,
        help_text=_("None chosen: all countries."),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=lambda: [("", gettext("Choose a country")), *country_choices()]
    )

    class Meta:
        model = Business
        fields = "__all__"  # the form is the whole row
        localized_fields = ("vat_rate",)
        field_classes = {
            **dict.fromkeys(("account", "bic", "correspondent_account", "swift"), CompactField),
            "vat_rate": PerCent,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, text in cleaned.items():
            if isinstance(text, str):
                cleaned[name] = clean_text(text)
        self.compare_account(cleaned)
        return cleaned

    def compare_account(self, cleaned: dict[str, Any]) -> None:
        """A Russian account has a key that its bank decides: a wrong digit sends nobody's money to a stranger."""
        bik = cleaned.get("bic", "")
        if bik and is_account(cleaned.get("account", "")) and not is_bik(bik):
            self.add_error(
                "bic", gettext("An account in Russia has a BIK, 9 digits. The SWIFT code has its own field.")
            )
        for name, is_correspondent in (("account", False), ("correspondent_account", True)):
            if not belongs_to(cleaned.get(name, ""), bik, is_correspondent=is_correspondent):
                said = gettext(
                    "This number and the BIK %(bik)s do not belong together: a digit is wrong in one of them."
                )
                self.add_error(name, said % {"bik": bik})

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        country = self.data.get(self.add_prefix("country"), "")
        try:
            return read_phone(typed, country or None) if typed else ""
        except NotANumber as error:
            example = example_phone(country or None)
            message = gettext("This does not look like a phone number. Enter it like this: %(example)s.")
            raise forms.ValidationError(message % {"example": example}) from error

    def clean_account(self) -> str:
        """An IBAN; an account in Russia has twenty digits."""
        account: str = self.cleaned_data["account"]
        if not account or is_account(account):
            return account
        # Imported late: it brings Python's help system, 1.3 MiB that no visitor needs.
        from stdnum import exceptions, iban

        try:
            return str(iban.validate(account, check_country=False))
        except exceptions.ValidationError as error:
            raise forms.ValidationError(
                gettext("This is no IBAN: a sign is wrong or missing. Enter it as your bank writes it.")
            ) from error

    def clean_correspondent_account(self) -> str:
        account: str = self.cleaned_data["correspondent_account"]
        if account and not is_account(account):
            raise forms.ValidationError(gettext("This is no correspondent account: it has 20 digits."))
        return account

    def clean_bic(self) -> str:
        code: str = self.cleaned_data["bic"]
        wrong = gettext("This is no BIC: it has 8 or 11 letters and digits; a BIK has 9 digits.")
        return code if not code or is_bik(code) else swift_code(code, wrong)

    def clean_swift(self) -> str:
        code: str = self.cleaned_data["swift"]
        return swift_code(code, gettext("This is no SWIFT code: it has 8 or 11 letters and digits.")) if code else ""


def swift_code(code: str, wrong: str) -> str:
    """Raises ValidationError, with these words, for what is none."""
    # Imported late, as above.
    from stdnum import bic, exceptions

    try:
        return str(bic.validate(code))
    except exceptions.ValidationError as error:
        raise forms.ValidationError(wrong) from error


@admin.register(Business)
class BusinessAdmin(ChangesAdmin):
    """There is one row, so the list leads to its form."""

    form = BusinessForm
    fieldsets = (
        (_("Shop"), {"fields": ("shop_name_en", "shop_name_ru", "is_demo")}),
        (
            _("Seller"),
            {"fields": ("legal_name", "street", "postcode", "city", "country", "email", "phone", "tax_number")},
        ),
        (_("Bank account"), {"fields": ("account_holder", "account", "bic", "correspondent_account", "swift", "bank")}),
        (_("Terms of sale"), {"fields": ("vat_rate", "delivers_to", "dispatch_days", "return_days")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        Business.objects.get_or_create(pk=PK)
        return redirect("admin:pages_business_change", PK)
