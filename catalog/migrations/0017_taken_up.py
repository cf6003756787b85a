"""The ledger says when a cancelled order was taken up again: its stock is taken once more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0016_rights_that_work"),
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
                    ("taken_up", "Order taken up again"),
                ],
                max_length=20,
                verbose_name="reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["receipt", "correction", "loss", "sale", "cancellation", "returned", "taken_up"])
                ),
                name="stock_movements_reason_known",
                violation_error_code="reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockmovement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("order_number__gt", ""),
                        ("reason__in", ["sale", "cancellation", "taken_up"]),
                        ("return_number", ""),
                    ),
                    models.Q(("order_number__gt", ""), ("reason", "returned"), ("return_number__gt", "")),
                    models.Q(
                        ("order_number", ""), ("reason__in", ("receipt", "correction", "loss")), ("return_number", "")
                    ),
                    _connector="OR",
                ),
                name="stock_movements_order_named",
            ),
        ),
    ]
