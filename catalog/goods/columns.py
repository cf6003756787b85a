"""The columns of a table of shades: how each is written, and how a cell of it is read. Codes are those of the trade."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _

from catalog.models import Product
from catalog.models.columns import read_country, read_swatch
from shop.csv_tables import Cell
from shop.typed_text import clean_code, clean_prose, with_plain_digits

# Yes and no, also as spreadsheets in both languages make them of TRUE and FALSE.
YES = {"1", "true", "yes", "да", "истина"}
NO = {"0", "", "false", "no", "нет", "ложь"}
# Not in the table: what the shop writes itself, and the stock, which has columns of its own (see `plan`).
LEFT_OUT = {"id", "created_at", "search_text", "stock"}
STOCK, STOCK_BEFORE, STOCK_DELTA = "stock", "stock_before", "stock_delta"
# As in the form of a shade.
SPELT = {"swatch": read_swatch, "country": read_country}
OF_STOCK = (STOCK, STOCK_BEFORE, STOCK_DELTA)


@dataclass(frozen=True)
class Column:
    """A column of the model: `value` is what the model holds, of a family its key."""

    field: models.Field

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def attribute(self) -> str:
        return self.field.attname

    def written(self, shade: Product) -> Cell:
        value = getattr(shade, self.attribute)
        return int(value) if isinstance(value, bool) else value

    def read(self, text: str) -> Any:
        """The value of a cell. Raises ValidationError, in words."""
        value = self.value_of(text)
        if value is None and not self.field.null:
            raise ValidationError(_("This cannot be empty."))
        if value not in self.field.empty_values:
            self.field.run_validators(value)
            if isinstance(self.field, models.TextField) and self.field.max_length:
                # Django leaves the length of such a column to forms.
                MaxLengthValidator(self.field.max_length)(value)
        return value

    def value_of(self, text: str) -> Any:
        if isinstance(self.field, models.BooleanField):
            return boolean(text)
        if isinstance(self.field, (models.DecimalField, models.IntegerField)):
            return number(text, self.field)
        if self.field.choices:
            return code(text, self.codes)
        if self.name in SPELT:
            return SPELT[self.name](text)
        return text.strip() if self.name in ("sku", "slug") else clean_prose(text)

    @cached_property
    def codes(self) -> list[str]:
        return [str(value) for value, _label in self.field.flatchoices if value]


class FamilyColumn(Column):
    """The family by its slug."""

    def written(self, shade: Product) -> Cell:
        return shade.family.slug if shade.family else ""

    def read_family(self, text: str, families: Mapping[str, int]) -> int | None:
        if not text.strip():
            return None
        if (key := families.get(text.strip())) is None:
            raise ValidationError(_("There is no family with the address “%(slug)s”.") % {"slug": text.strip()})
        return key


def boolean(text: str) -> bool:
    typed = text.strip().lower()
    if typed in YES:
        return True
    if typed in NO:
        return False
    raise ValidationError(_("Write 1 for yes and 0 for no."))


def number(text: str, field: models.Field) -> int | Decimal | None:
    """A number with a point or a comma; spaces between thousands are fine, commas are not: 1,234 could be either."""
    typed = with_plain_digits(clean_code(text)).replace(" ", "")
    if not typed:
        return None
    if isinstance(field, models.DecimalField):
        if not re.fullmatch(r"[-+]?\d{1,12}([.,]\d{1,6})?", typed, re.ASCII):
            raise ValidationError(_("Write a number, as 69.50 or 69,50, without a sign between thousands."))
        return Decimal(typed.replace(",", ".")).quantize(Decimal(1).scaleb(-places(typed, field)))
    if not re.fullmatch(r"[-+]?\d{1,12}", typed, re.ASCII):
        raise ValidationError(_("Write a whole number."))
    return int(typed)


def places(typed: str, field: models.DecimalField) -> int:
    """As many as the column has, or more where they were typed: then its validator says that they are too many."""
    return max(field.decimal_places, len(re.split("[.,]", typed)[1]) if re.search("[.,]", typed) else 0)


def code(text: str, codes: list[str]) -> str:
    typed = text.strip()
    if typed and typed not in codes:
        raise ValidationError(
            _("“%(code)s” is none of these: %(codes)s.") % {"code": typed[:40], "codes": ", ".join(codes)}
        )
    return typed


def all_columns() -> dict[str, Column]:
    """By name, in the order of the model."""
    fields = [field for field in Product._meta.concrete_fields if field.name not in LEFT_OUT]
    return {field.name: (FamilyColumn if field.name == "family" else Column)(field) for field in fields}


COLUMNS = all_columns()
HEADER = [
    name
    for column in COLUMNS
    for name in ([column, STOCK, STOCK_BEFORE, STOCK_DELTA] if column == "price" else [column])
]


def row_of(shade: Product) -> list[Cell]:
    """A shade as a row under HEADER. The stock stands there twice, as it is and as it was."""
    of_stock: dict[str, Cell] = {STOCK: shade.stock, STOCK_BEFORE: shade.stock, STOCK_DELTA: None}
    return [of_stock[name] if name in of_stock else COLUMNS[name].written(shade) for name in HEADER]
