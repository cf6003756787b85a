"""Named constraints whose message stands beside a field."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from django.core.exceptions import NON_FIELD_ERRORS, FieldError, ValidationError
from django.db import models, router
from django.db.models import sql
from django.db.models.functions import Coalesce
from django.db.models.sql.constants import SINGLE


def one_of_codes(table: str, field: str, codes: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """Only these codes may stand in the column."""
    codes = [*codes, ""] if blank else list(codes)
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": codes}), name=f"{table}_{field}_known", violation_error_code=field
    )


class MessagesBesideFields(models.Model):
    """A model that shows the message of a broken constraint beside the field its `violation_error_code` names.

    Its check constraints are asked for in one query; Django's own method makes one, in a savepoint, for each.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raises ValidationError, by field. As in Django, a constraint on a field in `exclude` is passed over."""
        excluded = set(exclude or ())
        using = router.db_for_write(type(self), instance=self)
        errors: dict[str, list[ValidationError]] = {}
        for error in [*self._broken_checks(excluded, using), *self._other_errors(excluded, using)]:
            code = error.code or ""
            beside = code if code not in excluded and self.has_field(code) else NON_FIELD_ERRORS
            errors.setdefault(beside, []).append(error)
        if errors:
            raise ValidationError(errors)

    def _broken_checks(self, excluded: set[str], using: str) -> Iterator[ValidationError]:
        """A row that is only in the query, with a column for each check; NULL passes, as in a table."""
        query = sql.Query(None)  # Q.check asks in the same way
        columns = self._get_field_expression_map(self._meta, excluded)  # type: ignore[attr-defined]  # not in the stubs
        for name, value in columns.items():
            query.add_annotation(value, name, select=False)
        checks: list[models.CheckConstraint] = []
        for check in self._checks():
            condition = Coalesce(check.condition, True, output_field=models.BooleanField())
            with suppress(FieldError):  # it reads an excluded field
                query.add_annotation(condition, f"check_{len(checks)}")
                checks.append(check)
        if not checks:
            return
        answers = query.get_compiler(using=using).execute_sql(SINGLE)
        for check, is_met in zip(checks, answers, strict=True):
            if not is_met:
                yield ValidationError(check.get_violation_error_message(), code=check.violation_error_code)

    def _other_errors(self, excluded: set[str], using: str) -> Iterator[ValidationError]:
        """Unique constraints need the table."""
        for constraint in self._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                try:
                    constraint.validate(type(self), self, exclude=excluded, using=using)  # type: ignore[attr-defined]
                except ValidationError as error:
                    if error.code == "unique":
                        # It has no message of its own: Django's stands beside the field as well.
                        error.code = constraint.fields[0]
                    yield error

    @classmethod
    def _checks(cls) -> list[models.CheckConstraint]:
        return [one for one in cls._meta.constraints if isinstance(one, models.CheckConstraint)]

    @classmethod
    def has_field(cls, name: str) -> bool:
        return any(field.name == name for field in cls._meta.get_fields())
