"""Search on PostgreSQL: the words of a shade and their index, and the one over known words.

Rows that are there already are filled by `manage.py refresh_search`, which each deploy runs.
"""

from django.db import migrations, transaction
from django.db.utils import DatabaseError


def index_words(apps, schema_editor):
    """A GIN index over each shade's words, and trigrams over the known words where pg_trgm may be had.

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
    try:
        with transaction.atomic(schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute("CREATE INDEX search_words_alike ON search_words USING gist (word gist_trgm_ops)")
    except DatabaseError as error:
        # A shop whose role may not create extensions does without the search for mistyped words.
        print(f"\n    Mistyped words will not be found: {error}")  # noqa: T201


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # The extension stays: others may use it.
        schema_editor.execute("ALTER TABLE products DROP COLUMN search_vector")
        schema_editor.execute("DROP INDEX IF EXISTS search_words_alike")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_search")]

    operations = [
        migrations.RunPython(index_words, drop_indexes),
    ]
