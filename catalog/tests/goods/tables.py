"""Tables of shades in tests: written as the shop writes them, read, planned and applied."""

from django.utils.translation import override

from catalog.goods.applying import apply_table, file_key
from catalog.goods.columns import HEADER, row_of
from catalog.goods.plan import plan_of
from catalog.goods.prices import DoneAlready
from catalog.goods.table import read_table
from catalog.models import Product
from shop.csv_tables import csv_lines


def written(rows, language="en"):
    with override(language):
        lines = csv_lines(rows)
    return "".join(lines).encode()


def exported(language="en"):
    """All shades as a file."""
    shades = Product.objects.select_related("family").order_by("sku")
    return written([HEADER, *map(row_of, shades)], language)


def table(*rows):
    """A file with these dictionaries as rows."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return written([names, *([row.get(name, "") for name in names] for row in rows)])


def planned(content):
    return plan_of(read_table(content), key=file_key(content))


def applied(content, reason="receipt"):
    """What was written; of a table that changes nothing, the plan."""
    plan = planned(content)
    try:
        return apply_table(content, plan.marks, reason=reason)
    except DoneAlready:
        return plan


def faults(content):
    return [(fault.row, fault.column, str(fault.text)) for fault in planned(content).faults]
