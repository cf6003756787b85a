"""What a shade lacks, in words for staff."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.models import Product


def fields_in_words(names: Iterable[str]) -> list[str]:
    """The names of the fields as the form has them; "photographs" is one, "for what lamps" too."""
    return [label(name) for name in names]


def label(name: str) -> str:
    if name == "photos":
        return _("photographs")
    if name == "for_table":
        return _("kinds of lamps")
    return str(Product._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column


def faults_in_words(product: Product, error: ValidationError) -> str:
    """Each message once, with the names of its fields."""
    fields: dict[str, list[str]] = {}
    for name, texts in error.message_dict.items():
        is_field = any(field.name == name for field in product._meta.fields)
        labels = [str(product._meta.get_field(name).verbose_name)] if is_field else []  # type: ignore[union-attr]  # a column
        for text in texts:
            fields[text] = fields.get(text, []) + labels
    return " ".join(f"{text} ({', '.join(labels)})" if labels else text for text, labels in fields.items())
