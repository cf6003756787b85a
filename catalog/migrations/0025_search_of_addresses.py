"""The addresses of shades are searched by an expression that is cheap where no index is asked: a common word reads all."""

from django.db import migrations

from shop.trigrams import NoTrigramIndex, TrigramIndex, compact_of_2026


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("catalog", "0024_sales_that_write_no_index"),
    ]

    operations = [
        # As catalog/admin/products.py asks; SKUs are in products_skus.
        TrigramIndex("products_addresses", "products", "replace(replace(slug, '-', ''), '_', '')"),
        NoTrigramIndex("products_codes", "products", compact_of_2026("sku", "slug")),
    ]
