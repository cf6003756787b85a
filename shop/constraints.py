"""Named constraints whose message is shown beside a field."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldError, ValidationError
from django.db import models, router
from django.db.models import sql
from django.db.models.functions import Coalesce
from django.db.models.sql.constants import SINGLE


def one_of_codes(table: str, field: str, codes: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """A constraint that allows only these codes in the column."""
    codes = [*codes, ""] if blank else list(codes)
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": codes}), name=f"{table}_{field}_known", violation_error_code=field
    )


class MessagesBesideFields(models.Model):
    """A model that shows the message of a broken constraint beside the field its `violation_error_code` names.

    All are checked in one query; Django's own method makes one query, in a savepoint, for each.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raises ValidationError, by field. As in Django, a constraint on a field in `exclude` is skipped."""
        excluded = set(exclude or ())
        using = router.db_for_write(type(self), instance=self)
        errors: dict[str, list[ValidationError]] = {}
        for error in self._broken_rules(excluded, using):
            code = error.code or ""
            beside = code if code not in excluded and self.has_field(code) else NON_FIELD_ERRORS
            errors.setdefault(beside, []).append(error)
        if errors:
            raise ValidationError(errors)

    def _broken_rules(self, excluded: set[str], using: str) -> Iterator[ValidationError]:
        """A SELECT without a table, with a column for each rule."""
        query = sql.Query(None)  # as Q.check does
        columns = self._get_field_expression_map(self._meta, excluded)  # type: ignore[attr-defined]  # not in the stubs
        for name, value in columns.items():
            query.add_annotation(value, name, select=False)
        asked: list[models.BaseConstraint] = []
        for rule in self._meta.constraints:
            with suppress(FieldError):  # the condition reads an excluded field
                query.add_annotation(self._is_met(rule, excluded, using), f"rule_{len(asked)}")
                asked.append(rule)
        if not asked:
            return
        answers = query.get_compiler(using=using).execute_sql(SINGLE)
        for rule in [rule for rule, is_met in zip(asked, answers, strict=True) if not is_met]:
            if isinstance(rule, models.CheckConstraint):
                yield ValidationError(rule.get_violation_error_message(), code=rule.violation_error_code)
            else:
                yield from self._said_by_django(rule, excluded, using)

    def _is_met(self, rule: models.BaseConstraint, excluded: set[str], using: str) -> models.expressions.Expression:
        """For a unique constraint: no other row has these values. Raises FieldError for an excluded field."""
        if isinstance(rule, models.CheckConstraint):
            # NULL passes, as in a real constraint.
            return Coalesce(rule.condition, True, output_field=models.BooleanField())
        if not isinstance(rule, models.UniqueConstraint) or not rule.fields:
            return models.Value(False, output_field=models.BooleanField())  # Django's own validation reports it
        if not excluded.isdisjoint(rule.fields):
            raise FieldError(rule.fields)
        columns = [field for field in self._meta.concrete_fields if field.name in rule.fields]
        values = {field.name: getattr(self, field.attname) for field in columns}
        others = type(self)._default_manager.using(using).filter(**values)
        return ~models.Exists(others if self._state.adding else others.exclude(pk=self.pk))

    def _said_by_django(self, rule: Any, excluded: set[str], using: str) -> Iterator[ValidationError]:
        """Validates a constraint that may be broken with Django's own method, which has the message."""
        try:
            rule.validate(type(self), self, exclude=excluded, using=using)
        except ValidationError as error:
            if error.code == "unique":
                # Without a message of its own, Django's is shown beside the field as well.
                error.code = rule.fields[0]
            yield error

    @classmethod
    def has_field(cls, name: str) -> bool:
        return any(field.name == name for field in cls._meta.get_fields())
