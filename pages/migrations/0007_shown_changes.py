"""Every change of the business data and of pages is counted, for kept pages (`shop/kept/changes.py`)."""

from django.db import migrations

TABLES = ("business", "pages", "page_versions")


def count_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_shown AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION count_shown_change()"
            )


def count_no_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_shown ON {table}")


class Migration(migrations.Migration):
    dependencies = [("pages", "0006_swift"), ("shop", "0002_shown_changes")]

    operations = [
        migrations.RunPython(count_changes, count_no_changes),
    ]
