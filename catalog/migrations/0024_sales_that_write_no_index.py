"""A sale that leaves plenty changes no index of PostgreSQL: they have "sold out" and "scarce", and not the stock.

Both are columns that PostgreSQL keeps itself, like `kind`: no model has them. While neither changes, and there is room
beside the row, its new version needs no entry in any of the twenty indexes, nor the words and codes taken apart again.

The table is written anew with the columns, and nobody reads it meanwhile: with 200,000 shades for a minute or two. The
version of the shop before this one works with them, but sorts lists of so many shades by itself.
"""

from importlib import import_module

from django.db import migrations

NAMES = ", ".join(import_module("catalog.migrations.0018_kinds_of_shades").COLUMNS)
ROOM = "ALTER TABLE products SET (fillfactor = 80)"
COLUMNS = """
ALTER TABLE products
    ADD COLUMN sold_out boolean NOT NULL GENERATED ALWAYS AS (stock < 1) STORED,
    ADD COLUMN scarce boolean NOT NULL GENERATED ALWAYS AS (stock <= low_stock_at) STORED
"""
DROPPED = """
DROP INDEX products_newest, products_newest_kind, products_kind, products_price, products_dearest, products_width,
    products_scarce
"""
# By what stands for "sold out" in them, and the columns that it is made of.
INDEXES = """
CREATE INDEX products_newest ON products ({sold_out}, created_at DESC, id DESC) {of_newest} WHERE is_public;
CREATE INDEX products_newest_kind ON products ({sold_out}, created_at DESC, id DESC)
    INCLUDE ({stock}price, kind, {names}) WHERE is_public;
CREATE INDEX products_kind ON products (kind, {sold_out}, created_at DESC, id DESC)
    INCLUDE ({stock}price, {names}) WHERE is_public;
CREATE INDEX products_price ON products ({sold_out}, price, id) INCLUDE ({stock}kind) WHERE is_public;
CREATE INDEX products_dearest ON products ({sold_out}, price DESC, id DESC) INCLUDE ({stock}kind) WHERE is_public;
CREATE INDEX products_width ON products ({sold_out}, widest_mm, id) INCLUDE ({stock}kind) WHERE is_public;
"""
NOW = {"sold_out": "sold_out", "of_newest": "", "stock": "", "names": NAMES}
BEFORE = {"sold_out": "(stock < 1)", "of_newest": "INCLUDE (stock)", "stock": "stock, ", "names": NAMES}
SCARCE = "CREATE INDEX products_scarce ON products (sold_out) WHERE is_public AND scarce"
SCARCE_BEFORE = "CREATE INDEX products_scarce ON products (stock) WHERE is_public AND stock <= low_stock_at"


def keep_columns(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # Without its old indexes, which would be made anew with the table.
        for statement in (DROPPED, ROOM, COLUMNS, INDEXES.format(**NOW), SCARCE):
            schema_editor.execute(statement, params=None)


def drop_columns(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        columns = "ALTER TABLE products DROP COLUMN sold_out, DROP COLUMN scarce, RESET (fillfactor)"
        for statement in (DROPPED, columns, INDEXES.format(**BEFORE), SCARCE_BEFORE):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0023_search_of_codes")]

    operations = [
        migrations.RunPython(keep_columns, drop_columns),
    ]
