"""Columns used by several tables: a length, one of the trade's codes."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def millimetres(label: "StrOrPromise", *, least: int = 1, help_text: "StrOrPromise" = "") -> models.IntegerField:
    """A length in whole millimetres; empty while unknown."""
    bounds = [MinValueValidator(least), MaxValueValidator(5000)]
    return models.IntegerField(label, null=True, blank=True, validators=bounds, help_text=help_text)


def code(label: "StrOrPromise", choices: type[models.TextChoices]) -> models.CharField:
    """One of the trade's terms; empty while unknown."""
    return models.CharField(label, max_length=20, choices=choices.choices, blank=True)
