"""Search on PostgreSQL: the words of a shade and their index, the one over known words; existing rows are filled."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError

from catalog.search import text as search_text
from catalog.search.words import may_be_mistyped

BATCH = 500


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


def fill(apps, schema_editor):
    """As `manage.py refresh_search` does, for the products that are there."""
    products = apps.get_model("catalog", "Product").objects.using(schema_editor.connection.alias)
    words = apps.get_model("catalog", "SearchWord").objects.using(schema_editor.connection.alias)
    known = set()
    batch = []
    for product in products.order_by("pk").iterator(BATCH):
        product.search_text = search_text.document(product)
        known.update(word for word in search_text.spelt(product.search_text) if may_be_mistyped(word))
        batch.append(product)
        if len(batch) == BATCH:
            products.bulk_update(batch, ["search_text"])
            batch = []
    products.bulk_update(batch, ["search_text"])
    words.bulk_create([words.model(word=word) for word in sorted(known)], ignore_conflicts=True, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_search")]

    operations = [
        migrations.RunPython(index_words, drop_indexes),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
