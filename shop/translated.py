"""Texts in every language of the shop: a column for each."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField, to_attribute

from shop.language import current_language


class Translated(TranslatedField):
    """A text in every language of the shop. A draft may lack one: staff then see another."""

    LABELS = MappingProxyType({"en": _("{} (English)"), "ru": _("{} (Russian)")})

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        super().contribute_to_class(cls, name)
        for language, attribute in zip(self.languages, self.fields, strict=True):
            field: Any = cls._meta.get_field(attribute)
            # Set here and not as an argument, so that the label is not part of migrations.
            field.verbose_name = format_lazy(self.LABELS[language], self._field.verbose_name)


def translated(field: "models.Field[Any, Any]") -> TranslatedField:
    return Translated(field, attrgetter=in_the_active_language)


def in_the_active_language(name: str, field: TranslatedField) -> Callable[[models.Model], str]:
    """The getter of a text: in the active language, else in another. The names of its columns are made once."""
    columns = {language: to_attribute(name, language) for language in field.languages}

    def text(instance: models.Model) -> str:
        if found := getattr(instance, columns[current_language()]):
            return found
        return next((found for column in columns.values() if (found := getattr(instance, column))), "")

    return text
