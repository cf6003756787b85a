"""A cancelled order for which money came is taken up again: it goes from cancelled to paid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0009_paid_by_transfer"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="orderevent",
            name="order_events_step_known",
        ),
        migrations.AddConstraint(
            model_name="orderevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_status", ""), ("to_status", "pending")),
                    models.Q(("from_status", "pending"), ("to_status__in", ["paid", "cancelled"])),
                    models.Q(("from_status", "paid"), ("to_status", "paid")),
                    models.Q(("from_status", "cancelled"), ("to_status", "paid")),
                    _connector="OR",
                ),
                name="order_events_step_known",
            ),
        ),
    ]
