"""What staff scan or paste is read line by line, and the lines of one shade are one."""

import pytest

from catalog.goods.delivery import NO_NUMBER, NOT_LOST, SEVERAL, TOO_FEW, TOO_MANY, UNKNOWN, read
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def halm():
    ProductFactory(sku="HALM", stock=10)
    return ProductFactory(sku="HALM-OAT-30", stock=14)


def summary(delivery):
    return [(line.sku, line.typed, line.shade is not None) for line in delivery]


@pytest.mark.parametrize(
    ("pasted", "number"),
    [
        ("HALM-OAT-30", "1"),
        ("HALM-OAT-30 12", "12"),
        ("HALM-OAT-30\t12", "12"),
        ("HALM-OAT-30;12;", "12"),
        ("HALM-OAT-30, x 12", "12"),
        ("HALM-OAT-30 ×12", "12"),
        ("HALM-OAT-30 −2", "-2"),
        ("HALM-OAT-30 ١٢", "12"),
        ("halm oat 30 12", "12"),
        ("\ufeffHalm‑Oat‑30  12\u00a0", "12"),
        ("HALM-OAT-30\nHALM-OAT-30 4\n\nhalm-oat-30", "6"),
    ],
)
def test_a_line_is_a_sku_and_a_number_and_one_piece_without_it(halm, pasted, number):
    assert [(line.shade, line.delta) for line in read([], pasted)] == [(halm, int(number))]


def test_a_number_is_not_taken_for_a_part_of_the_sku(halm):
    (line,) = read([], "HALM-OAT 30")
    assert (line.shade, line.sku) == (None, "HALM-OAT")
    assert [(line.sku, line.delta) for line in read([], "halm 30")] == [("HALM", 30)]


def test_what_is_unknown_stays_as_it_was_typed(halm):
    delivery = read([("NOPE", "x", ""), ("HALM-OAT-30", "5 pieces", "")], "ABC 7\n ; ")
    assert summary(delivery) == [("NOPE", "x", False), ("HALM-OAT-30", "5 pieces", True), ("ABC", "7", False)]
    assert [line.fault for line in delivery] == [UNKNOWN, NO_NUMBER, UNKNOWN]
    assert not delivery.is_sound


def test_a_number_that_is_none_loses_no_other_of_its_shade(halm):
    delivery = read([("HALM-OAT-30", "5x", "")], "HALM-OAT-30 7\nHALM-OAT-30")
    both = [("HALM-OAT-30", "5x", True), ("HALM-OAT-30", "8", True)]
    assert summary(delivery) == both
    assert summary(read([(line.sku, line.typed, "") for line in delivery])) == both
    assert [line.delta for line in read([("HALM-OAT-30", "5", ""), ("HALM-OAT-30", "8", "")])] == [13]


def test_a_sku_that_could_be_two_is_not_guessed(halm):
    ProductFactory(sku="HALM-OAT30")
    (line,) = read([], "halmoat30")
    assert (line.shade, line.fault) == (None, SEVERAL)


@pytest.mark.parametrize(
    ("number", "reason", "fault"),
    [
        ("-15", "correction", TOO_FEW),
        ("-14", "loss", ""),
        ("3", "loss", NOT_LOST),
        ("999999", "receipt", NO_NUMBER),
        ("100001", "receipt", NO_NUMBER),
        ("1.5", "receipt", NO_NUMBER),
        ("0", "receipt", ""),
        ("", "loss", ""),
    ],
)
def test_a_number_that_cannot_be_is_said_beside_it(halm, number, reason, fault):
    (line,) = read([("HALM-OAT-30", number, number)], reason=reason)
    assert line.fault == fault


def test_a_stock_has_a_largest_number(halm):
    ProductFactory(sku="MANY", stock=999_990)
    (line,) = read([("MANY", "11", "")])
    assert line.fault == TOO_MANY


def test_two_statements_read_any_number_of_lines(halm, django_assert_num_queries):
    # those whose SKU is exact, those whose is alike
    with django_assert_num_queries(2):
        read([("HALM-OAT-30", "1", "")], "\n".join(f"halm {number}" for number in range(50)))
