"""The ledger is searched by any part of the numbers of orders and returns, from an index of PostgreSQL."""

from django.db import migrations

from shop.trigrams import TrigramIndex


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("catalog", "0019_what_staff_look_for"),
    ]

    operations = [
        # As catalog/admin/ledger.py asks.
        TrigramIndex(
            "stock_movements_searched",
            "stock_movements",
            "replace(replace(lower(order_number || '|' || return_number), '-', ''), '/', '')",
        ),
    ]
