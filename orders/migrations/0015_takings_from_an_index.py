"""Takings are summed from one index, on SQLite too: it has the total in its key, because SQLite has no INCLUDE."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0014_credited_vat_and_currency"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="order",
            name="orders_paid_at",
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                models.F("paid_at"),
                models.F("total_amount"),
                condition=models.Q(("paid_at__isnull", False)),
                name="orders_paid_at",
            ),
        ),
    ]
