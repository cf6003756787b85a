"""The indexes of the orders hold the stock, and one holds all that a list is narrowed by: PostgreSQL reads no shade then.

Each index is replaced in a transaction of its own: readers wait for no more than its removal, writers for some seconds
in a shop of 200,000 shades.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("catalog", "0010_washi_is_paper"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="product", name="products_newest"),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.ExpressionWrapper(models.Q(("stock__lt", 1)), output_field=models.BooleanField()),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_public", True)),
                include=("stock",),
                name="products_newest",
            ),
        ),
        migrations.RemoveIndex(model_name="product", name="products_price"),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.ExpressionWrapper(models.Q(("stock__lt", 1)), output_field=models.BooleanField()),
                models.F("price"),
                models.F("id"),
                condition=models.Q(("is_public", True)),
                include=("stock",),
                name="products_price",
            ),
        ),
        migrations.RemoveIndex(model_name="product", name="products_width"),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.ExpressionWrapper(models.Q(("stock__lt", 1)), output_field=models.BooleanField()),
                models.F("widest_mm"),
                models.F("id"),
                condition=models.Q(("is_public", True)),
                include=("stock",),
                name="products_width",
            ),
        ),
        migrations.RemoveIndex(model_name="product", name="products_widest_mm"),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("widest_mm"),
                models.F("id"),
                condition=models.Q(("is_public", True)),
                name="products_widest_mm",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.ExpressionWrapper(models.Q(("stock__lt", 1)), output_field=models.BooleanField()),
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_public", True)),
                include=(
                    "stock",
                    "shape",
                    "light",
                    "colour_family",
                    "material",
                    "fitting",
                    "lining",
                    "price",
                    "for_table",
                    "for_floor",
                    "for_pendant",
                    "for_wall",
                    "widest_mm",
                    "height_mm",
                    "bottom_depth_mm",
                    "fitting_position",
                    "ring_mm",
                    "reducer_included",
                ),
                name="products_filters",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.ExpressionWrapper(models.Q(("stock__lt", 1)), output_field=models.BooleanField()),
                models.OrderBy(models.F("price"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_public", True)),
                include=("stock",),
                name="products_dearest",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(models.F("shape"), condition=models.Q(("is_public", True)), name="products_shape"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(models.F("material"), condition=models.Q(("is_public", True)), name="products_material"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("colour_family"), condition=models.Q(("is_public", True)), name="products_colour"
            ),
        ),
    ]
