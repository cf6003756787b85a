"""Named constraints whose message stands beside a field."""

from collections.abc import Collection, Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models


def one_of_codes(table: str, field: str, codes: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """Only these codes may stand in the column."""
    codes = [*codes, ""] if blank else list(codes)
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": codes}), name=f"{table}_{field}_known", violation_error_code=field
    )


class MessagesBesideFields(models.Model):
    """A model that shows the message of a broken constraint beside the field its `violation_error_code` names."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as error:
            moved: dict[str, list[ValidationError]] = {}
            for field, errors in error.error_dict.items():
                for one in errors:
                    code = one.code or ""
                    beside = field == NON_FIELD_ERRORS and self.has_field(code) and code not in (exclude or ())
                    moved.setdefault(code if beside else field, []).append(one)
            raise ValidationError(moved) from None

    @classmethod
    def has_field(cls, name: str) -> bool:
        return any(field.name == name for field in cls._meta.get_fields())
