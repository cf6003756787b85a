"""Plain words for fields, choices and messages; no column changes."""

from django.db import migrations, models

import orders.models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0002_largest_amount"),
    ]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="expires_at",
            field=models.DateTimeField(default=orders.models.deadline, verbose_name="pay by"),
        ),
        migrations.AlterField(
            model_name="order",
            name="status",
            field=models.CharField(
                choices=[("pending", "Waiting for payment"), ("paid", "Paid"), ("cancelled", "Cancelled")],
                default="pending",
                max_length=10,
                verbose_name="status",
            ),
        ),
    ]
