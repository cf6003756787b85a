"""The numbers of invoices and credit notes: a series each, without gaps.

A number is taken in the transaction that issues, from a row that stays locked until that transaction ends. So whoever
comes later waits, and a transaction that is rolled back takes no number.
"""

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class Series(models.TextChoices):
    INVOICE = "INV", _("Invoice")
    CREDIT_NOTE = "CN", _("Credit note")


class InvoiceCounter(models.Model):
    """The last number of a series."""

    series = models.CharField(max_length=3, primary_key=True, choices=Series.choices)
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "invoice_counters"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


# One statement: the row is made, or locked and counted up.
NEXT = """
    INSERT INTO invoice_counters (series, last) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET last = invoice_counters.last + 1 RETURNING last
"""


def next_serial(series: Series) -> int:
    """The next number of the series, which is this transaction's until it ends."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [series])
        return int(cursor.fetchone()[0])
