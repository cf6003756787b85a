"""Order numbers are random and easy to read out."""

import re

import pytest

from orders.numbers import ALPHABET, new_number
from orders.tests.factories import place


def test_a_number_is_two_groups_of_four():
    for _ in range(200):
        assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", new_number())


def test_no_letter_is_misheard_or_misread():
    assert not set(ALPHABET) & set("01OILUV")
    assert len(set(ALPHABET)) == 29


def test_numbers_use_every_letter_and_never_repeat():
    numbers = {new_number() for _ in range(2000)}
    assert len(numbers) == 2000
    assert set("".join(numbers)) == {*ALPHABET, "-"}


@pytest.mark.django_db
def test_orders_are_numbered_without_an_order():
    numbers = [place().number for _ in range(12)]
    assert numbers != sorted(numbers)
    assert numbers != sorted(numbers, reverse=True)
