"""Password rules, and the Unicode form in which passwords are stored."""

import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shop.forms import errors_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def normalise_password(password: str) -> str:
    """A password in NFKC, one of the two forms that NIST SP 800-63B names.

    An é is one character on one system and two on another, and a Japanese keyboard writes digits wide: whoever typed
    the same gets in. Nothing is left out, so that spaces and invisible signs count.
    """
    return unicodedata.normalize("NFKC", password)


class PasswordInput(forms.PasswordInput):
    """A password input that can show what is typed."""

    template_name = "includes/_password.html"


class PasswordField(forms.CharField):
    """A password to check, as typed, leading and trailing spaces included."""

    def __init__(
        self,
        *,
        label: "StrOrPromise",
        required: "StrOrPromise",
        autocomplete: str = "current-password",
        **kwargs: Any,
    ) -> None:
        """`required` is what the field says where it is empty."""
        # What is shown is still a password: nothing may correct it, or send it to be spell-checked.
        attrs = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        widget = PasswordInput(attrs=attrs)
        errors = errors_of(label, required)
        super().__init__(label=label, strip=False, max_length=4096, widget=widget, error_messages=errors, **kwargs)


class NewPasswordField(PasswordField):
    """A password to store, in NFKC: its length is counted, and two fields are compared, in that form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(autocomplete="new-password", **kwargs)

    def to_python(self, value: Any) -> str:
        return normalise_password(super().to_python(value) or "")


class SavesPasswordAlone:
    """For Django's password forms: saves the password column alone, so that concurrent changes to the account stay."""

    def set_password_and_save(self, user: Any, *args: Any, commit: bool = True, **kwargs: Any) -> Any:
        user = super().set_password_and_save(user, *args, commit=False, **kwargs)  # type: ignore[misc]  # Django's form
        if commit:
            user.save(update_fields=["password"])
        return user


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's validator, with a message that also says how many characters there are and how many are missing."""

    def validate(self, password: str, user: object = None) -> None:
        length = len(password)
        if length < self.min_length:
            text = ngettext(
                "The password has %(n)d character so far; add at least %(missing)d more.",
                "The password has %(n)d characters so far; add at least %(missing)d more.",
                length,
            )
            counts = {"n": length, "missing": self.min_length - length}
            raise ValidationError(text % counts, code="password_too_short")

    def get_help_text(self) -> str:
        text = ngettext("At least %(n)d character.", "At least %(n)d characters.", self.min_length) % {
            "n": self.min_length
        }
        return " ".join([text, _("A few words in a row are easy to remember.")])
