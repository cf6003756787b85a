"""Known words have their stems, which `manage.py refresh_search` fills: each deploy runs it.

The nearest words are found without trigrams now, on both databases alike.
"""

from django.db import migrations, models


def drop_trigrams(apps, schema_editor):
    """The index that shops on PostgreSQL had before. The extension stays: others may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_words_alike")


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_one_change_per_form"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchword",
            name="stem",
            field=models.CharField(default="", editable=False, max_length=120, verbose_name="stem"),
        ),
        migrations.RunPython(drop_trigrams, migrations.RunPython.noop),
    ]
