"""Columns used by several tables: a length, one of the trade's codes; and what may be typed into some of a shade."""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _

from shop.countries import country_code
from shop.typed_text import clean_code

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def millimetres(label: "StrOrPromise", *, least: int = 1, help_text: "StrOrPromise" = "") -> models.IntegerField:
    """A length in whole millimetres; empty while unknown."""
    bounds = [MinValueValidator(least), MaxValueValidator(5000)]
    return models.IntegerField(label, null=True, blank=True, validators=bounds, help_text=help_text)


class CodeField(models.CharField):
    """A code with a label. Django's `get_…_display` translates every label to find one, which is slow in a list."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        labels = dict(self.choices or ())

        def display(instance: models.Model) -> str:
            value = getattr(instance, name)
            return str(labels.get(value, value))

        setattr(cls, f"get_{name}_display", display)

    def deconstruct(self) -> Any:
        """Deconstructs as Django's CharField: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def code(label: "StrOrPromise", choices: type[models.TextChoices]) -> models.CharField:
    """One of the trade's terms; empty while unknown."""
    return CodeField(label, max_length=20, choices=choices.choices, blank=True)


def read_swatch(typed: str) -> str:
    """#aabbcc of any spelling of it: AABBCC, "# AbC". What is no colour comes back as it is: the column refuses it."""
    digits = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", clean_code(typed).replace(" ", "").lower())
    if digits is None:
        return typed
    return "#" + (digits[1] if len(digits[1]) > 3 else "".join(2 * digit for digit in digits[1]))


def read_country(typed: str) -> str:
    """The two letters of a country from them or from its name. Raises ValidationError, in words."""
    if not typed.strip():
        return ""
    if (code := country_code(typed)) is None:
        raise ValidationError(
            _("We do not know this country. Enter its two letters or its name, such as SE or Sweden.")
        )
    return code
