"""Staff search shades by any part of SKU and address, and the ledger by that of a SKU, from indexes of PostgreSQL."""

from django.db import migrations

from shop.trigrams import TrigramIndex, compact_of_2026


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("catalog", "0022_shown_changes"),
    ]

    operations = [
        # As catalog/admin/products.py asks.
        TrigramIndex("products_codes", "products", compact_of_2026("sku", "slug")),
        # As catalog/admin/ledger.py asks.
        TrigramIndex("products_skus", "products", compact_of_2026("sku")),
    ]
