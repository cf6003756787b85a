"""Numbers are read as people write them, and what could be two numbers is not read as either."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from shop.typed_numbers import PerCent, two_readings, typed_number

UNITS = {"cm": Decimal(1), "in": Decimal("2.54"), "m": Decimal(100), "€": Decimal(1)}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("40", "40"),
        ("23,5", "23.5"),
        ("23.50", "23.5"),
        ("007", "7"),
        (" 30 cm ", "30"),
        ("CM 30", "30"),
        ("2 in", "5.08"),
        ("0.3m", "30"),
        ("1 000", "1000"),
        ("1\u202f000,5", "1000.5"),
        ("1'000.50", "1000.5"),
        ("1,000.50", "1000.5"),
        ("1.000,50 €", "1000.5"),
        ("€\u00a0999 999", "999999"),
        ("50,-", "50"),
        ("50.\u2013", "50"),
        ("50,", "50"),
        ("3\u00ad0", "30"),
        ("４０", "40"),
        ("۳۰", "30"),
        ("2,25 in", "5.72"),
        ("0.345 m", "34.5"),
        ("0,3456", "0.3456"),
        ("1,000.345", "1000.345"),
        ("1234.567", "1234.567"),
        ("-5", "-5"),
        ("\u22125 cm", "-5"),
        ("€-1 000,50", "-1000.5"),
        ("-€\u202f5", "-5"),
    ],
)
def test_it_is_read_as_it_is_written(typed, number):
    assert typed_number(typed, UNITS) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "cm",
        "+5",
        "--5",
        "-€-5",
        "-",
        "10 000 m",
        "1e5",
        "NaN",
        "12.345",
        "1,000",
        "1,000,5",
        "1.000.50",
        "1 00",
        "10 0000",
        "3 0",
        "1 000 000",
        "1234567",
        "30 kg",
        "30 cm cm",
        "½",
        "²",
        "\x00",
        "30\n40",
        "30-40",
        ".",
    ],
)
def test_what_is_no_number_or_could_be_two_is_none(typed):
    assert typed_number(typed, UNITS) is None


def test_where_one_of_two_readings_is_too_large_it_is_the_other():
    assert typed_number("1.250 m", UNITS) is None
    assert typed_number("1.250 m", UNITS, below=100_000) == 125
    assert typed_number("1,000,000", UNITS, below=10_000_000) == 1_000_000


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("typed", "number"),
    [("19,5", "19.5"), ("19.5", "19.5"), ("19,5 %", "19.5"), ("\u22125", "-5"), ("0,125", "0.125"), ("", None)],
)
def test_a_field_takes_both_signs_in_either_language(language, typed, number):
    with override(language):
        assert PerCent(required=False, localize=True, decimal_places=3).clean(typed) == (number and Decimal(number))


def test_a_field_says_which_two_numbers_were_meant_as_each_language_writes_them():
    field = PerCent(decimal_places=3)
    for language, typed, message in (
        ("en", "1.250", "Write 1250 or 1.25."),
        ("en", "12,345", "Write 12345 or 12.3450."),
        ("en", "-12,345", "Write -12345 or -12.3450."),
        ("ru", "12.345", "Напишите 12345 или 12,3450."),
    ):
        with override(language), pytest.raises(ValidationError, match=message) as refused:
            field.clean(typed)
        # Each of the two is read.
        for meant in re.findall(r"-?\d[\d.,]*\d", refused.value.messages[0]):
            assert field.clean(meant) is not None


def test_three_digits_after_a_sign_are_thousands_in_an_amount_of_money():
    assert typed_number("1,000", UNITS, is_amount=True) == 1000
    assert typed_number("€12.345", UNITS, is_amount=True) == 12345
    assert typed_number("1,000,50", UNITS, is_amount=True) is None


@given(st.decimals(min_value=-999999, max_value=999999, places=2))
def test_every_number_comes_back_with_either_sign(number):
    assert typed_number(str(number), UNITS) == number
    assert typed_number(str(number).replace(".", ","), UNITS) == number
    assert typed_number(f"{number:,}", UNITS, is_amount=True) == number


@given(st.text(max_size=30))
def test_nothing_that_is_typed_is_an_error(typed):
    number = typed_number(typed, UNITS)
    assert number is None or typed_number(f"{number:f}", {}) == number


def test_what_is_longer_than_any_number_is_none_before_it_is_looked_at(monkeypatch):
    monkeypatch.setattr("shop.typed_numbers._parts", None)
    assert typed_number("9" * 101, {}) is None
    assert two_readings("1." + "9" * 100, {}, below=9, places=2) == {}
