"""PostgreSQL checks the words of a shade in the order of a list, without reading the shade (`catalog/models/facts.py`).

The columns follow `search_text` by themselves, and no model has them: `facts` stands for its second line, and
`name_starts` has two bits for the first three letters of each word of the first one, numbered by the first bytes of
their SHA-256. The words of each second line are in `product_facts`: a trigger adds those that are new. No key forbids
that they stand there twice, as when two transactions add them at once: one would wait for the other, and two that add
several in different orders for each other. None is ever taken away, because another transaction may just have found it
there; what no shade has finds none.

The table is written anew with the columns, and nobody reads it meanwhile: with 200,000 shades for some minutes (three on
two busy cores). The version of the shop before this one works with them.
"""

from importlib import import_module

from django.db import migrations

NAMES = import_module("catalog.migrations.0024_sales_that_write_no_index").NAMES
FUNCTIONS = """
CREATE FUNCTION starts_of_words(said text) RETURNS bit(256) LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(bit_or(set_bit(set_bit(0::bit(256), get_byte(hash, 0), 1), get_byte(hash, 1), 1)), 0::bit(256))
    FROM (
        SELECT sha256(convert_to(left(lexeme, 3), 'UTF8')) AS hash FROM unnest(to_tsvector('pg_catalog.simple', said))
    ) AS hashes
$$;
CREATE FUNCTION has_words(product_id bigint, looked_for tsquery) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
    RETURN (SELECT search_vector @@ looked_for FROM products WHERE id = product_id);
END $$;
"""
COLUMNS = r"""
ALTER TABLE products
    ADD COLUMN facts bigint NOT NULL GENERATED ALWAYS AS (hashtextextended(split_part(search_text, E'\n', 2), 0)) STORED,
    ADD COLUMN name_starts bit(256) NOT NULL
        GENERATED ALWAYS AS (starts_of_words(split_part(search_text, E'\n', 1))) STORED
"""
DROPPED = "DROP INDEX products_newest_kind, products_price, products_dearest, products_width"
INDEXES = """
CREATE INDEX products_newest_kind ON products (sold_out, created_at DESC, id DESC)
    INCLUDE (price, kind, {words}{names}) WHERE is_public;
CREATE INDEX products_price ON products (sold_out, price, id) INCLUDE ({words}kind) WHERE is_public;
CREATE INDEX products_dearest ON products (sold_out, price DESC, id DESC) INCLUDE ({words}kind) WHERE is_public;
CREATE INDEX products_width ON products (sold_out, widest_mm, id) INCLUDE ({words}kind) WHERE is_public;
"""
TABLE = r"""
CREATE TABLE product_facts (facts bigint NOT NULL, words tsvector NOT NULL);
CREATE INDEX product_facts_facts ON product_facts (facts);
CREATE INDEX product_facts_words ON product_facts USING gin (words);
CREATE FUNCTION note_facts_of_new_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_facts SELECT facts, strip(to_tsvector('simple', said))
    FROM (SELECT DISTINCT facts, split_part(search_text, E'\n', 2) AS said FROM added) AS shades
    WHERE NOT EXISTS (SELECT FROM product_facts AS known WHERE known.facts = shades.facts);
    RETURN NULL;
END $$;
CREATE FUNCTION note_facts_of_changed_product() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_facts SELECT new.facts, strip(to_tsvector('simple', split_part(new.search_text, E'\n', 2)))
    WHERE NOT EXISTS (SELECT FROM product_facts AS known WHERE known.facts = new.facts);
    RETURN NULL;
END $$;
CREATE TRIGGER products_added_with_facts AFTER INSERT ON products REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION note_facts_of_new_products();
CREATE TRIGGER products_changed_facts AFTER UPDATE ON products FOR EACH ROW WHEN (old.facts IS DISTINCT FROM new.facts)
    EXECUTE FUNCTION note_facts_of_changed_product();
-- The triggers keep writers out until the end of this transaction.
INSERT INTO product_facts SELECT facts, strip(to_tsvector('simple', said))
FROM (SELECT DISTINCT facts, split_part(search_text, E'\n', 2) AS said FROM products) AS there;
"""
TABLE_DROPPED = """
DROP TRIGGER products_added_with_facts ON products;
DROP TRIGGER products_changed_facts ON products;
DROP FUNCTION note_facts_of_new_products, note_facts_of_changed_product;
DROP TABLE product_facts;
"""
COLUMNS_DROPPED = """
ALTER TABLE products DROP COLUMN facts, DROP COLUMN name_starts;
DROP FUNCTION has_words, starts_of_words;
"""


def keep_facts(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # Without its old indexes, which would be made anew with the table.
        words = INDEXES.format(words="facts, name_starts, ", names=NAMES)
        for statement in (FUNCTIONS, DROPPED, COLUMNS, words, TABLE):
            schema_editor.execute(statement, params=None)


def drop_facts(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        before = INDEXES.format(words="", names=NAMES)
        for statement in (TABLE_DROPPED, DROPPED, COLUMNS_DROPPED, before):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0025_search_of_addresses")]

    operations = [
        migrations.RunPython(keep_facts, drop_facts),
    ]
