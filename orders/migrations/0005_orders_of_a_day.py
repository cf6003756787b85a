"""What staff look for every day is found by an index: the newest orders, those to dispatch, and takings by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_flat_of_an_address"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                models.F("paid_at"),
                models.F("id"),
                condition=models.Q(("dispatched_at__isnull", True), ("status", "paid")),
                name="orders_to_dispatch",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                models.F("paid_at"),
                condition=models.Q(("paid_at__isnull", False)),
                include=("total_amount",),
                name="orders_paid_at",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                models.OrderBy(models.F("created_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="orders_newest",
            ),
        ),
    ]
