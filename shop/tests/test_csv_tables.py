"""Tables as CSV: what is written is read again as it was, and no text is a formula for a spreadsheet."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from shop.csv_tables import FORMULAS, Unreadable, csv_lines, csv_response, read_csv
from shop.tests.long import LONG

some = hypothesis_settings(max_examples=1000 if LONG else 60, deadline=None)
LANGUAGES = ("en", "ru")

# Texts that are likely to break a table, and any others.
PIECES = st.sampled_from([*"\"';,=+-@ё1\t\r\n\u2028\ufeff", "\r\n"])
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=5).map("".join)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def written(rows, language="en"):
    with override(language):
        lines = csv_lines(rows)
    # As a response is sent: when the language of its page is no longer active.
    return "".join(lines).encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_read_as_it_was_written(language):
    @some
    @given(TABLES)
    @example([["a;b;c", "d,e"], ["'", "''"], ["", ""]])
    @example([["=1+1"], ["'=1+1"], [""]])
    def read_again(table):
        assert list(read_csv(written(table, language))) == table

    read_again()


@some
@given(TABLES)
def test_no_cell_begins_a_formula(table):
    text = written(table).decode("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines(keepends=True)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULAS) and not cell.startswith("'")]


@pytest.mark.parametrize("text", [f"{sign}cmd|' /C calc'!A0" for sign in FORMULAS])
def test_a_text_that_would_be_a_formula_has_one_apostrophe_before_it(text):
    assert written([[text]]).decode("utf-8-sig") == f'"\'{text}"\r\n'


def test_numbers_stay_numbers_and_are_written_as_the_language_of_the_page_writes_them():
    row = [-3, Decimal("-69.50"), Decimal("1E+3"), "-3"]
    assert written([row], "en").decode("utf-8-sig") == '"-3","-69.50","1000","\'-3"\r\n'
    assert written([row], "ru").decode("utf-8-sig") == '"-3";"-69,50";"1000";"\'-3"\r\n'


def test_times_are_those_of_the_shop(settings):
    settings.TIME_ZONE = "Europe/Riga"
    row = [datetime(2026, 7, 1, 21, 30, tzinfo=UTC), date(2026, 7, 1), None]
    assert written([row]).decode("utf-8-sig") == '"2026-07-02 00:30","2026-07-01",""\r\n'


def test_a_file_is_for_excel_and_is_to_be_saved():
    response = csv_response("orders.csv", [["number"], ["K7QF-2M9D"]])
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="orders.csv"'
    assert b"".join(response).startswith(b'\xef\xbb\xbf"number"\r\n')


def test_rows_are_written_as_they_come():
    taken = []

    def rows():
        for number in range(10):
            taken.append(number)
            yield [number]

    lines = csv_lines(rows())
    assert taken == []
    assert [next(lines), next(lines)] == ["\ufeff", '"0"\r\n']
    assert taken == [0]


@pytest.mark.parametrize(
    "content",
    [b"sku;stock\nA;1\n", b'sku,"stock"\r\n"A",1', "\ufeffsku\tstock\rA\t1\r".encode(), b'"sku";stock\nA;"1"\n'],
)
def test_what_other_programs_write_is_read(content):
    assert list(read_csv(content)) == [["sku", "stock"], ["A", "1"]]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("артикул;остаток\n".encode("cp1251"), None),
        (b'sku,stock\nA,"1\n', 2),
        (b'sku,stock\nA,1\n"B"x,1\n', 3),
        (b"sku\n" + b"a" * 1_000_000, 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(content, row):
    with pytest.raises(Unreadable) as error:
        list(read_csv(content))
    assert error.value.row == row
