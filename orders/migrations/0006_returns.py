"""What came back of an order that was dispatched, line by line."""

from decimal import Decimal

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0005_orders_of_a_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(editable=False, max_length=14, verbose_name="return")),
                ("quantity", models.IntegerField(verbose_name="quantity")),
                ("is_restocked", models.BooleanField(verbose_name="back in stock")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="amount")),
                ("form_key", models.CharField(blank=True, default="", editable=False, max_length=43)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
            ],
            options={
                "default_permissions": (),
                "verbose_name": "return",
                "verbose_name_plural": "returns",
                "db_table": "order_returns",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="orderevent",
            name="return_number",
            field=models.CharField(blank=True, db_default="", default="", max_length=14, verbose_name="return"),
        ),
        migrations.AddConstraint(
            model_name="orderevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("return_number", ""), ("from_status", "paid"), _connector="OR"),
                name="order_events_return_of_paid",
            ),
        ),
        migrations.AddField(
            model_name="orderreturn",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="orderreturn",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="returns",
                to="orders.orderitem",
                verbose_name="line",
            ),
        ),
        migrations.AddField(
            model_name="orderreturn",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="returns",
                to="orders.order",
                verbose_name="order",
            ),
        ),
        migrations.AddIndex(
            model_name="orderreturn",
            index=models.Index(models.F("created_at"), include=("amount",), name="order_returns_when"),
        ),
        migrations.AddConstraint(
            model_name="orderreturn",
            constraint=models.UniqueConstraint(fields=("number", "line"), name="order_returns_number_line_unique"),
        ),
        migrations.AddConstraint(
            model_name="orderreturn",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form_key", ""), _negated=True),
                fields=("form_key", "line"),
                name="order_returns_once_per_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="order_returns_number_filled"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="order_returns_quantity_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="order_returns_amount_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__lte", Decimal("99999999.99"))), name="order_returns_amount_fits"
            ),
        ),
    ]
