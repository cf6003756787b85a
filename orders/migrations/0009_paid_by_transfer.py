"""How an order is paid, and for how long after its deadline its money may be under way.

All that there are were placed with the mock payment.
"""

from datetime import timedelta

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0008_rights_that_work"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="payment",
            field=models.CharField(
                choices=[("mock", "Test payment"), ("transfer", "Transfer")],
                db_default="mock",
                default="mock",
                max_length=10,
                verbose_name="payment",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="grace",
            field=models.DurationField(db_default=timedelta(0), default=timedelta(0), editable=False),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("payment__in", ["mock", "transfer"])),
                name="orders_payment_known",
                violation_error_code="payment",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grace", timedelta(0)),
                    models.Q(("grace__gt", timedelta(0)), ("payment", "transfer")),
                    _connector="OR",
                ),
                name="orders_grace_of_transfers",
            ),
        ),
    ]
