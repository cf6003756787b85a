"""Why a shade was not published, in words."""

from django.core.exceptions import ValidationError

from catalog.models import Product


def faults_in_words(product: Product, error: ValidationError) -> str:
    """Each message once, with the names of its fields."""
    fields: dict[str, list[str]] = {}
    for name, texts in error.message_dict.items():
        is_field = any(field.name == name for field in product._meta.fields)
        labels = [str(product._meta.get_field(name).verbose_name)] if is_field else []  # type: ignore[union-attr]  # a column
        for text in texts:
            fields[text] = fields.get(text, []) + labels
    return " ".join(f"{text} ({', '.join(labels)})" if labels else text for text, labels in fields.items())
