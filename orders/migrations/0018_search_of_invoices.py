"""Staff search invoices by any part of their number, of that of the order and of the buyer, from an index of PostgreSQL."""

from django.db import migrations

from shop.trigrams import TrigramIndex, compact_of_2026


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("orders", "0017_search_index"),
    ]

    operations = [
        # As orders/admin/invoices.py asks.
        TrigramIndex("invoices_searched", "invoices", compact_of_2026("number", "order_number", "buyer_name")),
    ]
