"""Numbers are read as people write them, and what could be two numbers is not read as either."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.typed_numbers import typed_number

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
