"""One index on the ledger leads to the movements of a shade, the newest first; the plain one of the foreign key goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0012_counts_of_shades"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="stockmovement",
            index=models.Index(fields=["product", "-id"], name="stock_movements_product"),
        ),
        migrations.AlterField(
            model_name="stockmovement",
            name="product",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="movements",
                to="catalog.product",
                verbose_name="shade",
            ),
        ),
    ]
