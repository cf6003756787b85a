"""PostgreSQL keeps the words of a shade as they are: rows of more than 2 kB had them compressed, and a search that reads
many rows took twice as long. Rows that are there follow as `manage.py refresh_search` writes them, which each deploy runs.
"""

from django.db import migrations


def alter(schema_editor, setting):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE products {setting}")


def allow_larger_rows(apps, schema_editor):
    """Two rows in a page of 8 kB. The descriptions, which no search reads, are still the first to be moved out."""
    alter(schema_editor, "SET (toast_tuple_target = 4080)")


def reset(apps, schema_editor):
    alter(schema_editor, "RESET (toast_tuple_target)")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_stems_of_words")]

    operations = [
        migrations.RunPython(allow_larger_rows, reset),
    ]
