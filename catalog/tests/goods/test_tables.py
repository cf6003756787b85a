"""What a table would change, and what is wrong in it, by row and column."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.goods.applying import Wrong, apply_table
from catalog.goods.plan import plan_of
from catalog.goods.prices import ChangedMeanwhile
from catalog.goods.table import MOST_BYTES, MOST_FAULTS, BadTable, read_table
from catalog.models import OldSlug, Product, StockMovement
from catalog.tests.factories import FamilyFactory, ProductFactory
from catalog.tests.goods.tables import applied, exported, faults, planned, table

pytestmark = pytest.mark.django_db


@pytest.fixture
def halm():
    return ProductFactory(sku="HALM", slug="halm", stock=14, price=69)


def test_values_are_shown_before_and_after_and_then_written(halm):
    FamilyFactory(slug="tuva")
    file = table({"sku": "HALM", "price": "72,50", "family": "tuva", "care_en": "Dust it.", "slug": "halm-2"})
    (row,) = planned(file).changed
    shown = {change.name: (str(change.before), str(change.after)) for change in row.changes}
    assert shown["price"] == ("69.00", "72.50")
    assert shown["family"] == ("", "tuva")
    applied(file)
    halm.refresh_from_db()
    assert (str(halm.price), halm.family.slug, halm.care_en, halm.slug) == ("72.50", "tuva", "Dust it.", "halm-2")
    assert (halm.is_public, halm.stock) == (True, 14)
    assert OldSlug.objects.get().slug == "halm"
    assert applied(file).changed == []


def test_what_is_not_in_the_table_stays(halm):
    before = Product.objects.values().get(pk=halm.pk)
    applied(table({"sku": "HALM", "weight_g": "310"}))
    assert Product.objects.values().get(pk=halm.pk) == before | {"weight_g": 310}


def test_texts_are_cleaned_as_the_form_does_and_those_that_are_not_changed_stay(halm):
    Product.objects.update(maker=" as it was ", care_en="One. \r\nTwo. ")
    applied(table({"sku": "HALM", "name_en": " Halm – big\u200b ", "maker": " as it was ", "care_en": "One. \nTwo. "}))
    halm.refresh_from_db()
    assert (halm.name_en, halm.maker, halm.care_en) == ("Halm – big", " as it was ", "One. \r\nTwo. ")


def test_a_new_shade_comes_in_hidden_with_its_stock_and_is_found(halm):
    sheet = {"sku": "NEW 1", "price": "55", "stock": "4", "is_public": "1", "name_en": "Unheard-of", "shape": "drum"}
    applied(table(sheet))
    shade = Product.objects.get(sku="NEW 1")
    assert (shade.is_public, shade.stock, shade.slug, shade.low_stock_at) == (False, 4, "new-1", 3)
    assert "unheard" in shade.search_text
    assert shade.movements.get().reason == "receipt"


@pytest.mark.parametrize(
    ("cells", "after"),
    [
        ({"stock_delta": "5"}, 19),
        ({"stock_delta": "-14"}, 0),
        ({"stock": "20", "stock_before": "14"}, 20),
        ({"stock": "20", "stock_before": "20"}, 14),
        ({"stock": "14"}, 14),
        ({"stock": "14", "stock_before": "14", "stock_delta": "2"}, 16),
    ],
)
def test_the_stock_changes_by_a_number_or_from_the_old_one_and_once(halm, cells, after):
    file = table({"sku": "HALM", **cells})
    for _time in range(2):
        applied(file, reason="correction")
        halm.refresh_from_db()
        assert halm.stock == after


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"stock": "20"}, "stock", "Write the old stock into “stock_before”, or the change into “stock_delta”."),
        ({"stock": "20", "stock_before": "13"}, "stock", "In the meantime the stock is 14 and no longer 13."),
        ({"stock": "20", "stock_before": "many"}, "stock_before", "Write a whole number."),
        ({"stock_delta": "-15"}, "stock_delta", "There are fewer than are to be taken away."),
        ({"stock_delta": "1", "stock": "9", "stock_before": "8"}, "stock_delta", "Change the stock in one column"),
        ({"price": "1,234"}, "price", "no more than 2 decimal places"),
        ({"price": "-1"}, "price", "A price must be above 0."),
        ({"price": ""}, "price", "This cannot be empty."),
        ({"shape": "drumm"}, "shape", "“drumm” is none of these: drum, tapered_drum"),
        ({"shape": ""}, "shape", "A shade that is shown in the shop needs this."),
        ({"top_diameter_mm": "301", "widest_mm": "301"}, "top_diameter_mm", "cannot be wider at the top"),
        ({"height_mm": "20 cm"}, "height_mm", "Write a whole number."),
        ({"for_table": "perhaps"}, "for_table", "Write 1 for yes and 0 for no."),
        ({"family": "nobody"}, "family", "There is no family with the address “nobody”."),
        ({"slug": "taken"}, "slug", "Another shade has this address."),
        ({"slug": "Halm"}, "slug", "An address cannot contain capital letters."),
        ({"swatch": "red"}, "swatch", "Enter a colour like #d6cab6."),
        ({"maker": "x" * 121}, "maker", "at most 120 characters"),
        ({"description_en": "x" * 4001}, "description_en", "at most 4000 characters"),
        ({"name_en": "   "}, "name_en", "A shade that is shown in the shop needs this."),
        ({"name_ru": "\u200b\u3164"}, "name_ru", "A shade that is shown in the shop needs this."),
    ],
)
def test_a_fault_names_its_row_and_its_column(halm, cells, column, said):
    ProductFactory(slug="taken")
    file = table({"sku": "HALM", **cells})
    ((row, name, text),) = faults(file)
    assert (row, name) == (2, column)
    assert said in text
    with pytest.raises(Wrong):
        applied(file)


def test_a_hidden_shade_is_not_shown_by_a_table_and_a_public_one_can_be_hidden(halm):
    draft = ProductFactory(sku="DRAFT", is_public=False)
    applied(table({"sku": "DRAFT", "is_public": "1"}, {"sku": "HALM", "is_public": "0", "shape": ""}))
    assert not Product.objects.filter(is_public=True).exists()
    assert Product.objects.get(sku="HALM").shape == ""
    draft.refresh_from_db()
    assert draft.is_public is False


def test_two_hundred_bad_rows_are_all_named_and_nothing_is_applied():
    rows = [{"sku": f"N-{number}", "price": "x" if number % 5 == 0 else "5"} for number in range(1000)]
    file = table(*rows)
    assert [row for row, _column, _text in faults(file)] == list(range(2, 1002, 5))
    with pytest.raises(Wrong):
        applied(file)
    assert not Product.objects.exists()


def test_a_row_that_has_changed_since_it_was_shown_refuses_all_by_name(halm):
    ProductFactory(sku="OTHER", stock=3)
    file = table(
        {"sku": "HALM", "price": "80", "stock_delta": "1"}, {"sku": "OTHER", "price": "80", "stock_delta": "1"}
    )
    marks = planned(file).marks
    Product.objects.filter(sku="OTHER").update(price=75)
    with pytest.raises(ChangedMeanwhile) as refusal:
        apply_table(file, marks, reason="receipt")
    assert refusal.value.names == ["OTHER"]
    assert not StockMovement.objects.filter(delta=1).exists()
    # What was sold meanwhile is no reason to refuse a delivery.
    marks = planned(file).marks
    Product.objects.filter(sku="OTHER").update(stock=1)
    apply_table(file, marks, reason="receipt")
    assert Product.objects.get(sku="OTHER").stock == 2


def said_of_file(content):
    with pytest.raises(BadTable) as refusal:
        read_table(content)
    return [(fault.row, fault.column, str(fault.text)) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("content", "row", "said"),
    [
        (b"", 0, "The file is empty."),
        (b"\n" * (MOST_BYTES + 1), 0, "The file is larger than 24 MB."),
        (b"PK\x03\x04 workbook", 0, "This is a workbook."),
        (b"\xff\xfea", 0, "The letters of this file cannot be read."),
        (b"sku,name_en\n1,\x98", 0, "The letters of this file cannot be read."),
        (b"price\n5", 1, "The column “sku” is missing"),
        (b"sku,shpe\n1,drum", 1, "No column is called “shpe”."),
        (b"sku,sku\n1,2", 1, "This column stands there twice."),
        (b"sku,\n1,2", 1, "A column has no name."),
        (b"sku,care_en\nA," + b"x" * 1_000_000, 2, "a cell has more than 131,072 characters"),
        (b'sku,care_en\nA,"x"y"', 2, "a quotation mark is out of place"),
        (b"sku\n" + b"A\n" * 10_001, 0, "A table can have 10000 shades at most; this one has 10001."),
        (b"sku\n" + b"\n" * 600_000, 0, "A table can have 10000 shades at most; this one has 600001."),
        (b"," * 600_000, 1, "This row cannot be read"),
        (b'sku\n"' + b"a\n" * 300_000, 2, "This row cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(content, row, said):
    ((found, _column, text),) = said_of_file(content)
    assert found == row
    assert said in text


def test_of_a_header_with_thousands_of_unknown_columns_a_hundred_are_named():
    assert len(said_of_file(",".join(f"c{place}" for place in range(5000)).encode())) == MOST_FAULTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_encoding_and_separator_is_read(encoding, separator):
    text = f"SKU{separator}name_ru{separator}price\r\nA{separator}Лён{separator}5\r\n"
    found = read_table(text.encode(encoding))
    assert found.rows == [(2, {"sku": "A", "name_ru": "Лён", "price": "5"})]
    assert found.encoding == encoding.removesuffix("-sig")


def test_rows_are_refused_that_are_too_short_have_a_nul_or_a_sku_twice():
    content = b"sku,price\nA,5\n\nB\nC,\x00\nA,6\n,7\n"
    assert [(row, column) for row, column, _text in faults(content)] == [(4, ""), (5, "price"), (6, "sku"), (7, "sku")]


def test_thousands_of_rows_are_validated_in_few_statements(django_assert_max_num_queries):
    rows = [{"sku": f"N-{number}", "price": "5"} for number in range(900)]
    read = read_table(table(*rows))
    # shades, families, addresses; the temporary table, its rows in batches (SQLite's are small), one question, its end
    with django_assert_max_num_queries(60):
        plan_of(read)


def test_any_number_of_shades_changes_its_family_in_the_same_number_of_statements():
    halm, tuva = FamilyFactory(slug="halm"), FamilyFactory(slug="tuva")
    counts = []
    for number in (2, 12):
        Product.objects.all().delete()
        shades = [ProductFactory(family=halm, photos=False) for _ in range(number)]
        file = table(*({"sku": shade.sku, "family": "tuva"} for shade in shades))
        marks = planned(file).marks
        with CaptureQueriesContext(connection) as queries:
            apply_table(file, marks, reason="receipt")
        counts.append(len(queries))
        assert Product.objects.filter(family=tuva).count() == number
    assert counts[0] == counts[1]


def test_lines_that_a_spreadsheet_ends_in_its_way_are_no_change(halm):
    Product.objects.update(description_en="One.\r\nTwo.")
    assert planned(exported().replace(b"One.\r\nTwo.", b"One.\nTwo.")).changed == []
