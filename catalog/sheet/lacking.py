"""What a shade lacks before it can be shown, in words for staff."""

from collections.abc import Iterable

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
