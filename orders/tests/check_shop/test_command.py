"""check_shop lists inconsistent data, one line for each fault, and exits with 1."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from catalog.models import Product
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def check(*options):
    output = StringIO()
    status = 0
    try:
        call_command("check_shop", *options, stdout=output)
    except SystemExit as end:
        status = end.code
    *faults, count = output.getvalue().splitlines()
    warnings = [line for line in faults if line.startswith("warning: ")]
    assert count == f"{len(faults) - len(warnings)} inconsistencies"
    return status, faults


def test_a_consistent_shop_passes(shop, media):
    assert check("--photographs") == (0, [])


def test_an_empty_shop_passes():
    assert check() == (0, [])


def test_a_fault_of_a_row_and_a_fault_of_a_file_are_named_and_the_command_fails(shop, media):
    Product.objects.filter(sku="DRUM").update(stock=99)
    (media / "photos" / "640.avif").unlink()
    status, faults = check()
    assert status == 1
    assert faults == [
        "product DRUM: stock is 99, its movements sum to 4",
        "photograph photos/640.avif (product DRUM): there is no such file",
        "photograph photos/640.avif (product DRUM): there is no such file",
    ]


def test_without_a_column_it_says_so_and_ends_with_a_line(shop):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE lamps RENAME COLUMN width_mm TO broad_mm")
    output = StringIO()
    with pytest.raises(CommandError, match=r"Mend this first, or run migrate: .*width_mm"):
        call_command("check_shop", stdout=output)
    assert output.getvalue() == "table lamps: it has no column width_mm\n"


def test_whoever_asks_what_is_missing_before_there_are_tables_is_told_to_wait():
    MigrationRecorder.Migration.objects.filter(app="pages").delete()
    with pytest.raises(CommandError, match="wait until `make run` says where the shop is"):
        call_command("check_shop", "--open")


def test_a_table_shade_that_suits_no_base_well_is_a_warning(media):
    sizes = {"top_diameter_mm": 400, "bottom_diameter_mm": 400, "widest_mm": 400}
    ProductFactory(sku="FLAT", height_mm=200, **sizes)
    assert check() == (0, ["warning: product FLAT: no table lamp suits it well; it goes on bases 320 to 444 mm tall"])
