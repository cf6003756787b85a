"""Shades of an order can come back: the ledger names the return, an order may have several."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0013_movements_of_a_shade"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="stockmovement",
            name="stock_movements_reason_known",
        ),
        migrations.RemoveConstraint(
            model_name="stockmovement",
            name="stock_movements_order_named",
        ),
        migrations.RemoveConstraint(
            model_name="stockmovement",
            name="stock_movements_once_per_order",
        ),
        migrations.AddField(
            model_name="stockmovement",
            name="return_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=14, verbose_name="return"),
        ),
        migrations.AlterField(
            model_name="stockmovement",
            name="reason",
            field=models.CharField(
                choices=[
                    ("receipt", "Received"),
                    ("correction", "Stocktake"),
                    ("loss", "Broken or lost"),
                    ("sale", "Sold"),
                    ("cancellation", "Order cancelled"),
                    ("returned", "Came back"),
                ],
                max_length=20,
                verbose_name="reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["receipt", "correction", "loss", "sale", "cancellation", "returned"])
                ),
                name="stock_movements_reason_known",
                violation_error_code="reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("order_number__gt", ""), ("reason__in", ["sale", "cancellation"]), ("return_number", "")),
                    models.Q(("order_number__gt", ""), ("reason", "returned"), ("return_number__gt", "")),
                    models.Q(
                        ("order_number", ""), ("reason__in", ("receipt", "correction", "loss")), ("return_number", "")
                    ),
                    _connector="OR",
                ),
                name="stock_movements_order_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("order_number", ""), _negated=True), ("return_number", "")),
                fields=("product", "reason", "order_number"),
                name="stock_movements_once_per_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("return_number", ""), _negated=True),
                fields=("product", "return_number"),
                name="stock_movements_once_per_return",
            ),
        ),
    ]
