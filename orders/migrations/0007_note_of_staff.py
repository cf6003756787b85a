"""A note that staff write on an order for each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0006_returns"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="staff_note",
            field=models.TextField(
                blank=True, db_default="", default="", max_length=2000, verbose_name="note of staff"
            ),
        ),
    ]
