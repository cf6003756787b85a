"""PostgreSQL gives each shade its kind and counts the public shades of each kind (`catalog/models/kind.py`).

The column `kind` is PostgreSQL's own affair, as `search_vector` is: it follows the columns by itself and no model has
it. Every change of `products` adds rows with differences to `product_kinds`, in its transaction and whoever makes it,
as `product_counts` has them (migration 0012): no writer waits for another. A sale adds nothing and runs no function.

The table is written anew with the column, and nobody reads it meanwhile: with 200,000 shades for a minute or two.
"""

from django.db import migrations, models

COLUMNS = {
    **dict.fromkeys(["shape", "light", "colour_family", "material", "fitting", "fitting_position", "lining"], "text"),
    **dict.fromkeys(["for_table", "for_floor", "for_pendant", "for_wall", "reducer_included"], "boolean"),
    **dict.fromkeys(["widest_mm", "height_mm", "top_diameter_mm", "bottom_diameter_mm"], "integer"),
    **dict.fromkeys(["top_depth_mm", "bottom_depth_mm"], "integer"),
    "ring_mm": "numeric(5,1)",
}
TABLE = """
ALTER TABLE products ADD COLUMN kind bigint NOT NULL GENERATED ALWAYS AS (hash_record_extended(ROW({names}), 0)) STORED;

CREATE INDEX products_kind ON products (kind, (stock < 1), created_at DESC, id DESC)
    INCLUDE (stock, price, {names}) WHERE is_public;
CREATE INDEX products_newest_kind ON products ((stock < 1), created_at DESC, id DESC)
    INCLUDE (stock, price, kind, {names}) WHERE is_public;
-- As the model has them, with the kind.
DROP INDEX products_price, products_dearest, products_width;
CREATE INDEX products_price ON products ((stock < 1), price, id) INCLUDE (stock, kind) WHERE is_public;
CREATE INDEX products_dearest ON products ((stock < 1), price DESC, id DESC) INCLUDE (stock, kind) WHERE is_public;
CREATE INDEX products_width ON products ((stock < 1), widest_mm, id) INCLUDE (stock, kind) WHERE is_public;

CREATE TABLE product_kinds (
    kind bigint NOT NULL, number bigint NOT NULL, {columns}
);
"""
FUNCTIONS = """
CREATE FUNCTION count_kinds_of_new_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_kinds SELECT kind, count(*), {names} FROM added WHERE is_public GROUP BY kind, {names};
    RETURN NULL;
END $$;
CREATE FUNCTION count_kinds_of_changed_product() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.is_public THEN
        INSERT INTO product_kinds VALUES (old.kind, -1, {old});
    END IF;
    IF new.is_public THEN
        INSERT INTO product_kinds VALUES (new.kind, 1, {new});
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION count_kinds_of_gone_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_kinds SELECT kind, -count(*), {names} FROM gone WHERE is_public GROUP BY kind, {names};
    RETURN NULL;
END $$;
CREATE FUNCTION count_no_kinds() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM product_kinds;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER products_added_to_kinds AFTER INSERT ON products REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_kinds_of_new_products();
CREATE TRIGGER products_changed_kind AFTER UPDATE ON products
    FOR EACH ROW WHEN ((old.kind, old.is_public) IS DISTINCT FROM (new.kind, new.is_public))
    EXECUTE FUNCTION count_kinds_of_changed_product();
CREATE TRIGGER products_gone_from_kinds AFTER DELETE ON products REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION count_kinds_of_gone_products();
CREATE TRIGGER products_emptied_of_kinds AFTER TRUNCATE ON products
    FOR EACH STATEMENT EXECUTE FUNCTION count_no_kinds();
"""
# The triggers keep writers out until the end of this transaction: nobody is missed, nobody counted twice.
FIRST = """
INSERT INTO product_kinds SELECT kind, count(*), {names} FROM products WHERE is_public GROUP BY kind, {names}
"""


def keep_kinds(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    said = {
        "names": ", ".join(COLUMNS),
        "columns": ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items()),
        "old": ", ".join(f"old.{name}" for name in COLUMNS),
        "new": ", ".join(f"new.{name}" for name in COLUMNS),
    }
    for statements in (TABLE, FUNCTIONS, TRIGGERS, FIRST):
        schema_editor.execute(statements.format(**said), params=None)


def drop_kinds(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for trigger in ("added_to_kinds", "changed_kind", "gone_from_kinds", "emptied_of_kinds"):
        schema_editor.execute(f"DROP TRIGGER products_{trigger} ON products")
    for function in ("kinds_of_new_products", "kinds_of_changed_product", "kinds_of_gone_products", "no_kinds"):
        schema_editor.execute(f"DROP FUNCTION count_{function}")
    schema_editor.execute("DROP TABLE product_kinds")
    # Its indexes go with the column: those of the model are made anew.
    schema_editor.execute("ALTER TABLE products DROP COLUMN kind")
    model = apps.get_model("catalog", "Product")
    for index in model._meta.indexes:
        if index.name in ("products_price", "products_dearest", "products_width"):
            schema_editor.add_index(model, index)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0017_taken_up")]

    operations = [
        migrations.RemoveIndex(model_name="product", name="products_filters"),
        migrations.RunPython(keep_kinds, drop_kinds),
        migrations.CreateModel(
            name="Kind",
            fields=[
                ("kind", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("ring_mm", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("shape", models.TextField()),
                ("light", models.TextField()),
                ("colour_family", models.TextField()),
                ("material", models.TextField()),
                ("fitting", models.TextField()),
                ("fitting_position", models.TextField()),
                ("lining", models.TextField()),
                ("for_table", models.BooleanField()),
                ("for_floor", models.BooleanField()),
                ("for_pendant", models.BooleanField()),
                ("for_wall", models.BooleanField()),
                ("reducer_included", models.BooleanField()),
                ("widest_mm", models.IntegerField(null=True)),
                ("height_mm", models.IntegerField(null=True)),
                ("top_diameter_mm", models.IntegerField(null=True)),
                ("bottom_diameter_mm", models.IntegerField(null=True)),
                ("top_depth_mm", models.IntegerField(null=True)),
                ("bottom_depth_mm", models.IntegerField(null=True)),
            ],
            options={"db_table": "product_kinds", "managed": False, "default_permissions": ()},
        ),
    ]
