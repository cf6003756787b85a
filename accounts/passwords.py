"""What a password must be."""

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Django's own, which also says how many characters are there and how many are missing."""

    def validate(self, password: str, user: object = None) -> None:
        missing = self.min_length - len(password)
        if missing > 0:
            there = ngettext("%(n)d character so far.", "%(n)d characters so far.", len(password)) % {
                "n": len(password)
            }
            more = ngettext("%(n)d more, please.", "%(n)d more, please.", missing) % {"n": missing}
            raise ValidationError(f"{there} {more}", code="password_too_short")

    def get_help_text(self) -> str:
        text = ngettext("At least %(n)d character.", "At least %(n)d characters.", self.min_length) % {
            "n": self.min_length
        }
        return " ".join([text, _("A few words in a row are easy to remember.")])
