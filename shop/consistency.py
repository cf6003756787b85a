"""Rules of every table: its constraints are in the database, its rows obey them, have their parents and are not of
the future. Each function yields one line for each fault.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import reduce
from operator import or_
from string import Formatter
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

# Clocks of two servers may differ by so much.
CLOCKS_DIFFER = timedelta(minutes=5)
# Times that may well lie in the future.
DEADLINES = ("expires_at", "expire_date")


def found(rows: QuerySet[Any], words: str, **literals: object) -> Iterator[str]:
    """One line for each row: `words` is a format string with names of columns, or of `literals`."""
    columns = {name for _text, name, _spec, _conversion in Formatter().parse(words) if name} - literals.keys()
    for row in rows.values(*sorted(columns)).iterator():
        yield words.format(**row, **literals)


def faults_of_schema() -> Iterator[str]:
    """What the models declare and the database does not have."""
    for model in tables():
        yield from missing_rules(model)
        yield from numbers_taken(model)


def faults_of_rows() -> Iterator[str]:
    """Rows that break a rule that every table has."""
    for model in tables():
        yield from broken_rules(model)
        yield from orphans(model)
        yield from rows_of_the_future(model)


def tables() -> list[type[models.Model]]:
    """All models with a table, those behind many-to-many fields included."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def missing_rules(model: type[models.Model]) -> Iterator[str]:
    """Constraints, indexes, foreign keys and columns of the model that its table does not have."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            yield f"table {table}: there is no such table"
            return
        there = connection.introspection.get_constraints(cursor, table)
        nullable = {column.name: column.null_ok for column in _columns(cursor, table)}
    for rule in [*model._meta.constraints, *model._meta.indexes]:
        if rule.name not in there:
            yield f"table {table}: {rule.name} is not in the database"
    references = {tuple(one["columns"]) for one in there.values() if one["foreign_key"]}
    unique = {tuple(one["columns"]) for one in there.values() if one["unique"] or one["primary_key"]}
    for field in model._meta.local_concrete_fields:
        if field.column not in nullable:
            yield f"table {table}: it has no column {field.column}"
        elif nullable[field.column] and not field.null and not field.primary_key:
            yield f"table {table}: {field.column} may be empty"
        if field.remote_field and field.db_constraint and (field.column,) not in references:  # type: ignore[attr-defined]  # a foreign key
            yield f"table {table}: {field.column} is no foreign key in the database"
        if field.unique and (field.column,) not in unique:
            yield f"table {table}: {field.column} is not unique in the database"
    yield from (f"table {table}: {name} was never validated" for name in unvalidated(table))


def _columns(cursor: Any, table: str) -> list[Any]:
    return connection.introspection.get_table_description(cursor, table)


def unvalidated(table: str) -> list[str]:
    """Constraints that PostgreSQL has not checked for the rows that were there before them."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE NOT convalidated AND conrelid = %s::regclass ORDER BY 1", [table]
        )
        return [name for (name,) in cursor.fetchall()]


def numbers_taken(model: type[models.Model]) -> Iterator[str]:
    """A table whose next row would get a number that another has, as after a copy of its rows alone."""
    key = model._meta.pk
    if connection.vendor != "postgresql" or not isinstance(key, models.AutoField):
        return
    table, quoted = model._meta.db_table, connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key.column])
        (sequence,) = cursor.fetchone()
        if sequence is None:
            yield f"table {table}: nothing numbers its rows"
            return
        # The sequence is read last: rows that are added meanwhile only bring it further.
        cursor.execute(f"SELECT max({quoted(key.column)}) FROM {quoted(table)}")  # noqa: S608  # names of our own
        (largest,) = cursor.fetchone()
        cursor.execute(f"SELECT last_value FROM {sequence}")  # noqa: S608  # quoted by PostgreSQL
        (last,) = cursor.fetchone()
    if largest is not None and largest > last:
        yield f"table {table}: the next {key.column} would be one above {last}, and there is {largest}"


# Those that are there and not switched off.
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D' AND NOT tgisinternal"
    ),
}


def missing_triggers(table: str, names: Iterable[str]) -> Iterator[str]:
    """Triggers that migrations made: SQLite drops them when a later migration builds their table anew."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], [table])
        there = {name for (name,) in cursor.fetchall()}
    for name in names:
        if name not in there:
            yield f"table {table}: the trigger {name} is not in the database"


def broken_rules(model: type[models.Model]) -> Iterator[str]:
    """Rows that break a check constraint, as after a repair with the constraints switched off. One query."""
    rules = {rule.name: rule for rule in model._meta.constraints if isinstance(rule, CheckConstraint)}
    if not rules:
        return
    # NULL passes, as in a real constraint.
    obeyed = {
        f"obeys_{name}": Coalesce(rule.condition, True, output_field=models.BooleanField())
        for name, rule in rules.items()
    }
    broken = reduce(or_, (Q(**{name: False}) for name in obeyed))
    rows = model._base_manager.annotate(**obeyed).filter(broken).order_by("pk")
    for pk, *answers in rows.values_list("pk", *obeyed).iterator():
        for name, is_obeyed in zip(rules, answers, strict=True):
            if not is_obeyed:
                yield f"row {pk} of {model._meta.db_table}: it breaks {name}"


def orphans(model: type[models.Model]) -> Iterator[str]:
    """Rows whose foreign key leads nowhere. One query for each key."""
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.ForeignKey):
            parent: Any = field.related_model
            parents = parent._base_manager.filter(**{field.target_field.attname: OuterRef(field.attname)})
            rows = model._base_manager.filter(~Exists(parents), **{f"{field.attname}__isnull": False}).order_by("pk")
            yield from found(
                rows,
                "row {pk} of {table}: its {column} {" + field.attname + "} is no row of {parents}",
                table=model._meta.db_table,
                column=field.column,
                parents=parent._meta.db_table,
            )


def rows_of_the_future(model: type[models.Model]) -> Iterator[str]:
    """Rows with a moment that has not come yet. One query."""
    moments = [
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.DateTimeField) and field.name not in DEADLINES
    ]
    if moments:
        late = timezone.now() + CLOCKS_DIFFER
        condition = reduce(or_, (Q(**{f"{name}__gt": late}) for name in moments))
        for row in model._base_manager.filter(condition).order_by("pk").values("pk", *moments).iterator():
            names = ", ".join(name for name in moments if row[name] and row[name] > late)
            yield f"row {row['pk']} of {model._meta.db_table}: {names} is in the future"
