"""What a password must be."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's own, which also says how many characters are there and how many are missing."""

    def validate(self, password: str, user: object = None) -> None:
        length = len(password)
        if length < self.min_length:
            text = ngettext(
                "%(n)d character so far, %(missing)d more, please.",
                "%(n)d characters so far, %(missing)d more, please.",
                length,
            )
            counts = {"n": length, "missing": self.min_length - length}
            raise ValidationError(text % counts, code="password_too_short")

    def get_help_text(self) -> str:
        text = ngettext("At least %(n)d character.", "At least %(n)d characters.", self.min_length) % {
            "n": self.min_length
        }
        return " ".join([text, _("A few words in a row are easy to remember.")])
