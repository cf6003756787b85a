"""The VAT contained in the total of an order, as it was when it was placed. Orders from before have none."""

from django.db import migrations, models
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast, Round
from django.db.models.lookups import Exact


def cents(column):
    return Cast(Round(F(column) * 100), BigIntegerField())


RATE = cents("vat_rate")
WHOLE = RATE + 10000
# total × rate / (100 + rate), rounded half up, in cents.
CONTAINED = Exact(cents("vat_amount"), (cents("total_amount") * RATE * 2 + WHOLE) / (WHOLE * 2))


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0010_taken_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="vat_amount",
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="VAT"),
        ),
        migrations.AddField(
            model_name="order",
            name="vat_rate",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="VAT rate, %"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("vat_rate__gte", 0), ("vat_rate__lt", 100)), name="orders_vat_rate_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(condition=CONTAINED, name="orders_vat_contained"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("vat_amount__isnull", True), ("vat_rate__isnull", True)),
                    models.Q(("vat_amount__isnull", False), ("vat_rate__isnull", False)),
                    _connector="OR",
                ),
                name="orders_vat_has_rate",
            ),
        ),
    ]
