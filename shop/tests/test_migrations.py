"""The version before a migration goes on serving while it runs, and after it: each leaves what that version needs."""

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

# What these break, and they are too old to be mended: applied migrations are not edited.
KNOWN = {
    ("catalog", "0002_search"): "shades cannot be added",
    ("catalog", "0006_one_change_per_form"): "no stock can be changed: orders are refused until the new version serves",
    ("catalog", "0007_stems_of_words"): "shades cannot be saved",
    ("pages", "0002_pages"): "business data cannot be saved for the first time",
}
TAKES_AWAY = (migrations.RemoveField, migrations.RenameField, migrations.RenameModel, migrations.DeleteModel)


def is_ours(app):
    return not apps.get_app_config(app).name.startswith(("django.", "django_otp"))


def every_migration():
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if is_ours(app) and not migration.initial and (app, name) not in KNOWN:
            yield app, name, migration


def with_those_inside(operations):
    for operation in operations:
        yield operation
        yield from with_those_inside(getattr(operation, "database_operations", []))


def is_filled_by_the_database(field):
    """Whether the old version, which does not name the column, can insert a row."""
    return field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED or field.primary_key


def breaks(operations):
    """What the version before would miss, in words."""
    operations = list(with_those_inside(operations))
    # Of a table that the same migration makes, the old version knows nothing.
    new = {operation.name_lower for operation in operations if isinstance(operation, migrations.CreateModel)}
    for operation in operations:
        if isinstance(operation, TAKES_AWAY):
            yield f"takes away: {operation.describe()}"
        elif isinstance(operation, migrations.AddField) and operation.model_name_lower not in new:
            if not is_filled_by_the_database(operation.field):
                yield f"no db_default: {operation.describe()}"
        elif isinstance(operation, migrations.AlterModelTable):
            yield f"another name: {operation.describe()}"


def test_every_migration_leaves_what_the_version_before_needs():
    found = [(app, name, fault) for app, name, migration in every_migration() for fault in breaks(migration.operations)]
    assert found == []


@pytest.mark.parametrize(
    ("operation", "is_harmful"),
    [
        (migrations.AddField("order", "x", models.CharField(max_length=1, default="")), True),
        (migrations.AddField("order", "x", models.CharField(max_length=1, db_default="", default="")), False),
        (migrations.AddField("order", "x", models.CharField(max_length=1, null=True)), False),
        (migrations.RemoveField("order", "x"), True),
        (migrations.RenameField("order", "x", "y"), True),
        (migrations.DeleteModel("order"), True),
        (migrations.AlterModelTable("order", "other"), True),
        (migrations.SeparateDatabaseAndState([migrations.RemoveField("order", "x")], []), True),
        (migrations.SeparateDatabaseAndState([], [migrations.RemoveField("order", "x")]), False),
        (migrations.RemoveIndex("order", "x"), False),
    ],
    ids=lambda value: value.describe() if hasattr(value, "describe") else str(value),
)
def test_what_would_break_it_is_found(operation, is_harmful):
    assert bool(list(breaks([operation]))) is is_harmful


def test_a_column_of_a_new_table_breaks_nothing():
    made = migrations.CreateModel("paper", [("id", models.BigAutoField(primary_key=True))])
    assert list(breaks([made, migrations.AddField("paper", "x", models.CharField(max_length=1))])) == []
