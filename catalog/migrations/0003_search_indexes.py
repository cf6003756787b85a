"""Search on PostgreSQL: the words of a shade and their index.

Rows that are there already are filled by `manage.py refresh_search`, which each deploy runs.
"""

from django.db import migrations


def index_words(apps, schema_editor):
    """A GIN index over each shade's words.

    The column is PostgreSQL's own affair: it follows search_text by itself and no model has it. It is stored because a
    word that most shades have is found by reading rows, and to_tsvector takes 50 µs for each. It stays in the row
    (MAIN) and without positions, which nobody asks for: fetched from elsewhere it made counting 70,000 of 200,000
    shades three times as slow.
    """
    if schema_editor.connection.vendor != "postgresql":
        return
    vector = "tsvector GENERATED ALWAYS AS (strip(to_tsvector('simple', search_text))) STORED"
    schema_editor.execute(f"ALTER TABLE products ADD COLUMN search_vector {vector}")
    schema_editor.execute("ALTER TABLE products ALTER COLUMN search_vector SET STORAGE MAIN")
    schema_editor.execute("CREATE INDEX products_words ON products USING gin (search_vector)")


def drop_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE products DROP COLUMN search_vector")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_search")]

    operations = [
        migrations.RunPython(index_words, drop_words),
    ]
