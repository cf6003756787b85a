"""The start page of staff counts scarce and hidden shades in indexes that have no others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0018_kinds_of_shades"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.F("stock"),
                condition=models.Q(("is_public", True), ("stock__lte", models.F("low_stock_at"))),
                name="products_scarce",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("is_public", False)),
                name="products_hidden",
            ),
        ),
    ]
