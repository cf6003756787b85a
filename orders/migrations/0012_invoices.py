"""Invoices and credit notes, with their counters. Orders that were paid before get none.

A trigger keeps what was issued as it is; only the buyer can be erased. It lets rows be deleted, which the gap in their
numbers shows, so that tests and copies of the database can be emptied.
"""

from decimal import Decimal

import django.db.models.deletion
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

KEPT = [
    "id",
    "number",
    "series",
    "serial",
    "order_id",
    "order_number",
    "return_number",
    "corrects",
    "issued_at",
    "seller",
    "buyer_country",
    "lines",
    "total_amount",
    "vat_rate",
    "vat_amount",
]
BUYER = ["buyer_name", "buyer_street", "buyer_postcode", "buyer_city"]
IS_CHANGED = " OR ".join(
    [
        *(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT),
        *(f"(NEW.{column} <> '' AND NEW.{column} <> OLD.{column})" for column in BUYER),
    ]
)
REFUSED = "an invoice stays as it was issued"


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION invoices_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            params=None,
        )
        action = "FOR EACH ROW WHEN ({}) EXECUTE FUNCTION invoices_refuse_change()"
    else:
        # SQLite learned IS DISTINCT FROM late; its IS NOT is the same.
        action = f"FOR EACH ROW WHEN ({{}}) BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    condition = IS_CHANGED
    if schema_editor.connection.vendor == "sqlite":
        condition = condition.replace("IS DISTINCT FROM", "IS NOT")
    schema_editor.execute(
        f"CREATE TRIGGER invoices_stay_as_issued BEFORE UPDATE ON invoices {action.format(condition)}", params=None
    )


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER invoices_stay_as_issued ON invoices", params=None)
        schema_editor.execute("DROP FUNCTION invoices_refuse_change()", params=None)
    else:
        schema_editor.execute("DROP TRIGGER invoices_stay_as_issued", params=None)


def show_to_group(apps, schema_editor):
    """Whoever sees orders by the group that migration 0008 made sees invoices too."""
    kind, _is_new = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="orders", model="invoice"
    )
    right, _is_new = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=kind, codename="view_invoice", defaults={"name": "Can view invoice"}
    )
    for group in apps.get_model("auth.Group").objects.filter(name="Orders", permissions__codename="view_order"):
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("orders", "0011_vat_as_sold"),
        ("pages", "0001_business"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=14, verbose_name="number")),
                (
                    "series",
                    models.CharField(
                        choices=[("INV", "Invoice"), ("CN", "Credit note")], max_length=3, verbose_name="kind"
                    ),
                ),
                ("serial", models.PositiveIntegerField()),
                ("order_number", models.CharField(max_length=9, verbose_name="order")),
                ("return_number", models.CharField(blank=True, default="", max_length=14, verbose_name="return")),
                ("corrects", models.CharField(blank=True, default="", max_length=14, verbose_name="corrects")),
                ("issued_at", models.DateTimeField(verbose_name="issued")),
                ("seller", models.JSONField(verbose_name="seller")),
                ("buyer_name", models.CharField(blank=True, max_length=120, verbose_name="buyer")),
                ("buyer_street", models.CharField(blank=True, max_length=200, verbose_name="street, house, flat")),
                ("buyer_postcode", models.CharField(blank=True, max_length=20, verbose_name="postcode")),
                ("buyer_city", models.CharField(blank=True, max_length=100, verbose_name="city")),
                ("buyer_country", models.CharField(max_length=2, verbose_name="country")),
                ("lines", models.JSONField(verbose_name="lines")),
                ("total_amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="total")),
                ("vat_rate", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="VAT rate, %")),
                ("vat_amount", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="VAT")),
            ],
            options={
                "verbose_name": "invoice",
                "verbose_name_plural": "invoices",
                "db_table": "invoices",
                "ordering": ["pk"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="InvoiceCounter",
            fields=[
                (
                    "series",
                    models.CharField(
                        choices=[("INV", "Invoice"), ("CN", "Credit note")],
                        max_length=3,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("last", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "invoice_counters",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="invoice",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoices",
                to="orders.order",
                verbose_name="order",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(models.F("issued_at"), name="invoices_issued"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                models.F("issued_at"), condition=models.Q(("buyer_name", ""), _negated=True), name="invoices_with_buyer"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(fields=("number",), name="invoices_number_unique"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(fields=("series", "serial"), name="invoices_serial_unique"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series", "INV")), fields=("order",), name="invoices_once_per_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series", "CN")), fields=("return_number",), name="invoices_once_per_return"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("series__in", ["INV", "CN"])),
                name="invoices_series_known",
                violation_error_code="series",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(condition=models.Q(("serial__gt", 0)), name="invoices_serial_above_zero"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("corrects", ""), ("return_number", ""), ("series", "INV")),
                    models.Q(
                        ("series", "CN"),
                        models.Q(("return_number", ""), _negated=True),
                        models.Q(("corrects", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="invoices_credit_note_corrects",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("total_amount__gt", 0), ("total_amount__lte", Decimal("99999999.99"))),
                name="invoices_total_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("vat_rate__gte", 0), ("vat_rate__lt", 100)), name="invoices_vat_rate_in_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(condition=CONTAINED, name="invoices_vat_contained"),
        ),
        migrations.RunPython(keep, let_go),
        migrations.RunPython(show_to_group, migrations.RunPython.noop),
    ]
