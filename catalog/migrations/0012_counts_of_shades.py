"""PostgreSQL keeps how many public shades there are of each shape, material and so on (`catalog/models/tally.py`).

Every change of `products` adds rows with differences to `product_counts`, in its transaction and whoever makes it: no
writer waits for another. An update of what is not counted, such as most sales, adds nothing and runs no function.
"""

from django.db import migrations

COUNTED = [
    "is_public",
    "shape",
    "light",
    "colour_family",
    "material",
    "fitting",
    "lining",
    "for_table",
    "for_floor",
    "for_pendant",
    "for_wall",
]
TABLE = """
CREATE TABLE product_counts (facet text NOT NULL, value text NOT NULL, number bigint NOT NULL);

CREATE FUNCTION product_facets(
    is_public boolean, shape text, light text, colour_family text, material text, fitting text, lining text,
    for_table boolean, for_floor boolean, for_pendant boolean, for_wall boolean, stock integer
) RETURNS TABLE (facet text, value text) LANGUAGE sql IMMUTABLE AS $$
    SELECT facets.facet, facets.value FROM (VALUES
        ('', ''), ('shape', shape), ('light', light), ('colour', colour_family), ('material', material),
        ('fitting', fitting), ('lining', lining),
        ('use', CASE WHEN for_table THEN 'table' END), ('use', CASE WHEN for_floor THEN 'floor' END),
        ('use', CASE WHEN for_pendant THEN 'pendant' END), ('use', CASE WHEN for_wall THEN 'wall' END),
        ('in_stock', CASE WHEN stock > 0 THEN '1' END)
    ) AS facets(facet, value) WHERE is_public AND facets.value IS NOT NULL
$$;
"""
FUNCTIONS = """
CREATE FUNCTION count_new_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_counts SELECT f.facet, f.value, count(*) FROM added p, {facets} f GROUP BY f.facet, f.value;
    RETURN NULL;
END $$;
CREATE FUNCTION count_changed_product() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_counts SELECT f.facet, f.value, sum(f.number) FROM (
        SELECT facet, value, -1 AS number FROM {old} UNION ALL SELECT facet, value, 1 FROM {new}
    ) f GROUP BY f.facet, f.value HAVING sum(f.number) <> 0;
    RETURN NULL;
END $$;
CREATE FUNCTION count_gone_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO product_counts SELECT f.facet, f.value, -count(*) FROM gone p, {facets} f GROUP BY f.facet, f.value;
    RETURN NULL;
END $$;
CREATE FUNCTION count_no_products() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM product_counts;
    RETURN NULL;
END $$;
"""
TRIGGERS = """
CREATE TRIGGER products_added AFTER INSERT ON products REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_new_products();
CREATE TRIGGER products_changed AFTER UPDATE ON products
    FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION count_changed_product();
CREATE TRIGGER products_gone AFTER DELETE ON products REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION count_gone_products();
CREATE TRIGGER products_emptied AFTER TRUNCATE ON products
    FOR EACH STATEMENT EXECUTE FUNCTION count_no_products();
"""
# The triggers keep writers out until the end of this transaction: nobody is missed, nobody counted twice.
FIRST = """
INSERT INTO product_counts SELECT f.facet, f.value, count(*) FROM products p, {facets} f GROUP BY f.facet, f.value
"""


def facets_of(row):
    return f"product_facets({', '.join(f'{row}.{column}' for column in [*COUNTED, 'stock'])})"


def keep_counts(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    compared = {
        row: ", ".join([*(f"{row}.{column}" for column in COUNTED), f"{row}.stock > 0"]) for row in ("old", "new")
    }
    facets = {"facets": facets_of("p"), "old": facets_of("old"), "new": facets_of("new")}
    for statements in (TABLE, FUNCTIONS.format(**facets), TRIGGERS.format(**compared), FIRST.format(**facets)):
        schema_editor.execute(statements, params=None)


def drop_counts(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for trigger in ("added", "changed", "gone", "emptied"):
        schema_editor.execute(f"DROP TRIGGER products_{trigger} ON products")
    for function in ("count_new_products", "count_changed_product", "count_gone_products", "count_no_products"):
        schema_editor.execute(f"DROP FUNCTION {function}")
    schema_editor.execute("DROP FUNCTION product_facets")
    schema_editor.execute("DROP TABLE product_counts")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0011_covering_indexes")]

    operations = [
        migrations.RunPython(keep_counts, drop_counts),
    ]
