"""Texts in every language of the shop: a column for each."""

from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField, fallback_to_any


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
    return Translated(field, attrgetter=fallback_to_any)
