"""PostgreSQL finds the shades of a search by their makes, and by what their names say beyond it (`catalog/models/make.py`).

A make is a kind (migration 0018) with facts (0026). A trigger adds those that are new to `product_makes`. As of facts, no
key forbids that one stands there twice, and none is ever taken away: what no shade is of finds none.

`own_words` are the words of the first line of a search text that a search does not find by its make: that are not in the
second line either, and are no number of centimetres that is near to the width or to the height.

No table is written anew. Nobody changes a shade while the two indexes are made: of 200,000 shades for half a minute or
more (26 to 76 seconds on two busy cores).
"""

from importlib import import_module

from django.db import migrations

KIND = import_module("catalog.migrations.0018_kinds_of_shades").COLUMNS
NAMES = ", ".join(["facts", "kind", *KIND])
# Lengths are in millimetres, and found within ten of them; a bare number is of centimetres up to three digits.
FUNCTION = r"""
CREATE FUNCTION own_words(search_text text, widest_mm integer, height_mm integer) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
    SELECT ts_delete(
        strip(to_tsvector('pg_catalog.simple', split_part(search_text, E'\n', 1))),
        string_to_array(split_part(search_text, E'\n', 2), ' ') || ARRAY(
            SELECT number::text FROM (VALUES (widest_mm), (height_mm)) AS sides (mm),
                generate_series(greatest((mm - 1) / 10, 1), least((mm + 10) / 10, 999)) AS number
        )
    )
$$;
"""
TABLE = """
CREATE TABLE product_makes (facts bigint NOT NULL, kind bigint NOT NULL, {columns});
CREATE INDEX product_makes_facts ON product_makes (facts, kind);
CREATE FUNCTION note_makes_of_new_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_makes SELECT DISTINCT {names} FROM added WHERE NOT EXISTS (
        SELECT FROM product_makes AS known WHERE known.facts = added.facts AND known.kind = added.kind
    );
    RETURN NULL;
END $$;
CREATE FUNCTION note_make_of_changed_product() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_makes SELECT {new} WHERE NOT EXISTS (
        SELECT FROM product_makes AS known WHERE known.facts = new.facts AND known.kind = new.kind
    );
    RETURN NULL;
END $$;
CREATE TRIGGER products_added_to_makes AFTER INSERT ON products REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION note_makes_of_new_products();
CREATE TRIGGER products_changed_make AFTER UPDATE ON products
    FOR EACH ROW WHEN ((old.facts, old.kind) IS DISTINCT FROM (new.facts, new.kind))
    EXECUTE FUNCTION note_make_of_changed_product();
-- The triggers keep writers out until the end of this transaction.
INSERT INTO product_makes SELECT DISTINCT {names} FROM products;
"""
INDEXES = """
CREATE INDEX products_makes ON products (facts, kind, sold_out, created_at DESC, id DESC)
    INCLUDE (price) WHERE is_public;
CREATE INDEX products_own_words ON products USING gin (own_words(search_text, widest_mm, height_mm)) WHERE is_public;
ANALYZE product_makes;
"""
# Most of them have more than 2 kB. Compressed, to look through four hundred took eight times as long. New ones are seldom.
FACTS = """
ALTER TABLE product_facts SET (toast_tuple_target = 4080);
ALTER TABLE product_facts ALTER COLUMN words SET STORAGE MAIN, ALTER COLUMN words TYPE tsvector USING strip(words);
ALTER INDEX product_facts_words SET (fastupdate = off);
ANALYZE product_facts;
"""
FACTS_BEFORE = """
ALTER TABLE product_facts RESET (toast_tuple_target);
ALTER TABLE product_facts ALTER COLUMN words SET STORAGE EXTENDED;
ALTER INDEX product_facts_words RESET (fastupdate);
"""
DROPPED = """
DROP INDEX products_makes, products_own_words;
DROP TRIGGER products_added_to_makes ON products;
DROP TRIGGER products_changed_make ON products;
DROP FUNCTION note_makes_of_new_products, note_make_of_changed_product, own_words;
DROP TABLE product_makes;
"""


def keep_makes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        said = {
            "names": NAMES,
            "columns": ", ".join(f"{name} {kind}" for name, kind in KIND.items()),
            "new": ", ".join(f"new.{name}" for name in NAMES.split(", ")),
        }
        for statement in (FUNCTION, TABLE.format(**said), INDEXES, FACTS):
            schema_editor.execute(statement, params=None)


def drop_makes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROPPED + FACTS_BEFORE, params=None)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0026_words_of_facts")]

    operations = [
        migrations.RunPython(keep_makes, drop_makes),
    ]
