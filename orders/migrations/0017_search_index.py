"""Fills the search texts, a batch in a transaction, and makes their index while the shop goes on writing."""

from django.db import migrations

from orders.search import refresh
from shop.trigrams import TrigramIndex


def fill(apps, schema_editor):
    refresh(apps.get_model("orders", "Order"))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("orders", "0016_search_text"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        TrigramIndex("orders_searched", "orders", "search_text"),
    ]
