"""Every change of the catalogue is counted, for kept pages (`shop/kept/changes.py`), but for sales that leave plenty.

A statement that names any other column of a shade than its stock counts, whatever it changes: the trigger compares
nothing. Of the stock counts what pages say of it (`Product.few_left`). So most sales add nothing and run no function.
A column that a later migration adds belongs into this list: `check_shop` names one that is missing.
"""

from django.db import migrations

TABLES = ("photos", "families", "lamps", "old_slugs", "search_words")
OF_STATEMENTS = """
CREATE TRIGGER {table}_shown AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE{of_columns} ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION count_shown_change()
"""
FEW_LEFT = "CASE WHEN {row}.stock <= {row}.low_stock_at OR {row}.stock < 1 THEN greatest({row}.stock, 0) END"
OF_STOCK = f"""
CREATE TRIGGER products_stock_shown AFTER UPDATE ON products
    FOR EACH ROW WHEN (({FEW_LEFT.format(row="old")}) IS DISTINCT FROM ({FEW_LEFT.format(row="new")}))
    EXECUTE FUNCTION count_shown_change()
"""


def count_changes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    fields = apps.get_model("catalog", "Product")._meta.local_concrete_fields
    columns = ", ".join(field.column for field in fields if field.column not in ("id", "stock"))
    schema_editor.execute(OF_STATEMENTS.format(table="products", of_columns=f" OF {columns}"), params=None)
    schema_editor.execute(OF_STOCK, params=None)
    for table in TABLES:
        schema_editor.execute(OF_STATEMENTS.format(table=table, of_columns=""), params=None)


def count_no_changes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in ("products", *TABLES):
        schema_editor.execute(f"DROP TRIGGER {table}_shown ON {table}")
    schema_editor.execute("DROP TRIGGER products_stock_shown ON products")


class Migration(migrations.Migration):
    dependencies = [("catalog", "0021_words_of_what_is_there"), ("shop", "0002_shown_changes")]

    operations = [
        migrations.RunPython(count_changes, count_no_changes),
    ]
