"""Password rules, and the Unicode form in which passwords are stored."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.current import business
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


# Signs that are often typed instead of a letter.
LETTERS = str.maketrans("0134578@$!|", "oleastbasil")
ROWS = ("1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
RUSSIAN_ROWS = ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
# Words that are tried first at a shop for lampshades, besides its name.
OF_THE_TRADE = {"lamp", "lamps", "lampshade", "lampshades", "абажур", "абажуры", "лампа", "лампы", "торшер"}
# So many signs around a word are guessed with it: a year, an exclamation mark.
AROUND = 6
# A shorter one is refused for its length anyway.
LONG_ENOUGH = 10


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Django's list of common passwords; also one of them, or a word of the shop, with little around it.

    Also signs that are repeated, and keys that are next to each other. It asks for no kind of sign.
    """

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        is_long = len(password) >= LONG_ENOUGH
        if is_long and self.is_trivial(normalise_password(password).casefold().strip()):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def is_trivial(self, password: str) -> bool:
        if is_repeated(password) or is_of_a_row(password):
            return True
        names = {re.sub(r"[\W\d_]", "", name.casefold()) for name in business().names}
        words = {only_letters(password), only_letters(password.strip("0123456789!?.#*_- ").translate(LETTERS))}
        return any(
            len(password) - len(word) <= AROUND and (word in self.passwords or word in OF_THE_TRADE | names)
            for word in words
        )


def only_letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text)


def is_repeated(password: str) -> bool:
    """Whether it is a piece of up to four signs, again and again: spaces, aaaaaaaaaa, 1212121212."""
    return any(password == (password[:n] * len(password))[: len(password)] for n in range(1, 5))


def is_of_a_row(password: str) -> bool:
    """Whether it is keys or letters next to each other, forwards or backwards, from one end to the other and on."""
    rows = [row * 3 for row in (*ROWS, *RUSSIAN_ROWS)]
    return any(password in row or password in row[::-1] for row in rows)
