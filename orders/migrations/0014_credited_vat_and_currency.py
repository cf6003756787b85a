"""The VAT of credit notes adds up to that of the invoice, and orders and invoices keep their currency.

What stands is of the currency of the settings: a shop has one. Credit notes that stand each have a rounding of their
own; nothing changes them, and those to come say the rest.

A change of columns builds the table anew on SQLite, without its triggers: both are made at the end.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import BigIntegerField, F, Q
from django.db.models.functions import Cast, Round
from django.db.models.lookups import Exact

import shop.money

CODES = ["EUR", "RUB"]


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
    "currency",
    "total_amount",
    "vat_rate",
    "vat_amount",
]
KEPT_BEFORE = [column for column in KEPT if column != "currency"]
BUYER = ["buyer_name", "buyer_street", "buyer_postcode", "buyer_city"]

NEW_TOTAL, NEW_RATE, NEW_VAT = (
    f"CAST(ROUND(NEW.{column} * 100) AS bigint)" for column in ("total_amount", "vat_rate", "vat_amount")
)
# A sum of whole numbers is no whole number on PostgreSQL, and would be divided as such.
BACK, SAID = (f"CAST(COALESCE(SUM(ROUND({column} * 100)), 0) AS bigint)" for column in ("total_amount", "vat_amount"))
# Of a new credit note: the VAT of all that came back, less what earlier ones said.
LEFT = (
    f"SELECT GREATEST(0, LEAST({NEW_TOTAL}, (({BACK} + {NEW_TOTAL}) * {NEW_RATE} * 2 + {NEW_RATE} + 10000)"  # noqa: S608  # names made here
    f" / (({NEW_RATE} + 10000) * 2) - {SAID})) FROM invoices WHERE order_id = NEW.order_id AND series = 'CN'"
)

REFUSALS = {
    "invoices_stay_as_issued": "an invoice stays as it was issued",
    "invoices_credit_the_rest": "the VAT of a credit note is what is left of that of all that came back",
}
FUNCTIONS = {"invoices_stay_as_issued": "invoices_refuse_change", "invoices_credit_the_rest": "invoices_refuse_credit"}


def is_changed(columns):
    return " OR ".join(
        [
            *(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns),
            *(f"(NEW.{column} <> '' AND NEW.{column} <> OLD.{column})" for column in BUYER),
        ]
    )


def make(schema_editor, name, event, condition, body=""):
    """A trigger that refuses such rows. On PostgreSQL a condition with a query stands in the body of its function."""
    refusal, function = REFUSALS[name], FUNCTIONS[name]
    if schema_editor.connection.vendor == "postgresql":
        raised = f"RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';"
        checked = f"IF {body} THEN {raised} END IF; RETURN NEW;" if body else raised
        schema_editor.execute(
            f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {checked} END $$", params=None
        )
        action = f"EXECUTE FUNCTION {function}()"
    else:
        condition = f"({condition}) AND ({body})" if body else condition
        # SQLite learned IS DISTINCT FROM late, its IS NOT is the same; its MAX and MIN are the others' GREATEST and LEAST.
        for words, its in (("IS DISTINCT FROM", "IS NOT"), ("GREATEST", "MAX"), ("LEAST", "MIN")):
            condition = condition.replace(words, its)
        action = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    schema_editor.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON invoices FOR EACH ROW WHEN ({condition}) {action}", params=None
    )


def drop(schema_editor, *names):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for name in names:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{' ON invoices' if is_postgresql else ''}", params=None)
        if is_postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {FUNCTIONS[name]}()", params=None)


def let_go(apps, schema_editor):
    drop(schema_editor, *REFUSALS)


def keep(apps, schema_editor):
    make(schema_editor, "invoices_stay_as_issued", "UPDATE", is_changed(KEPT))
    make(
        schema_editor,
        "invoices_credit_the_rest",
        "INSERT",
        "NEW.series = 'CN'",
        body=f"{NEW_VAT} IS DISTINCT FROM ({LEFT})",
    )


def keep_as_before(apps, schema_editor):
    make(schema_editor, "invoices_stay_as_issued", "UPDATE", is_changed(KEPT_BEFORE))


def currency(db_default, **how):
    return models.CharField(db_default=db_default, max_length=3, verbose_name="currency", **how)


def add_currency(model, **how):
    """The column is filled with, and the database gives to rows of older processes, what the settings say."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[migrations.AddField(model, "currency", currency(settings.CURRENCY, **how))],
        state_operations=[
            migrations.AddField(model, "currency", currency("EUR", default=shop.money.shop_currency, **how))
        ],
    )


def known(table):
    return models.CheckConstraint(
        condition=Q(currency__in=CODES), name=f"{table}_currency_known", violation_error_code="currency"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0013_whom_orders_name"),
    ]

    operations = [
        migrations.RunPython(let_go, keep_as_before),
        add_currency("order", editable=False),
        migrations.AddConstraint(model_name="order", constraint=known("orders")),
        add_currency("invoice"),
        migrations.AddConstraint(model_name="invoice", constraint=known("invoices")),
        migrations.RemoveConstraint(model_name="invoice", name="invoices_vat_contained"),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(condition=Q(series="CN") | Q(CONTAINED), name="invoices_vat_contained"),
        ),
        migrations.RunPython(keep, let_go),
    ]
