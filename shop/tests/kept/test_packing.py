"""How kept pages are packed: against a sample of their kind, and how much their compressed forms take."""

import random

import pytest

from shop.kept import packing
from shop.kept.packing import SAMPLE, Forms, pack, unpacked

chosen = random.Random(1)
ALIKE = chosen.randbytes(SAMPLE // 2)


@pytest.fixture(autouse=True)
def no_samples(monkeypatch):
    monkeypatch.setattr(packing, "_samples", {})


def test_what_pages_of_a_kind_have_in_common_is_not_kept_again():
    bodies = [ALIKE + chosen.randbytes(500) for _ in range(4)]
    packed = [pack(body, "en shade") for body in bodies]
    assert all(len(one.data) < 700 for one in packed)
    assert [unpacked(one) for one in packed] == bodies


@pytest.mark.parametrize("body", [b"", b"short", ALIKE, chosen.randbytes(3 * SAMPLE)])
def test_a_page_of_any_length_is_packed_against_any_other(body):
    for number, sample in enumerate([b"", b"x", ALIKE, chosen.randbytes(2 * SAMPLE)]):
        pack(sample, f"kind {number}")
        assert unpacked(pack(body, f"kind {number}")) == body


def test_the_sample_of_a_kind_stays_and_is_no_longer_than_it_may_be():
    first = pack(chosen.randbytes(3 * SAMPLE), "en list")
    assert pack(b"another", "en list").sample is first.sample
    assert len(first.sample) == SAMPLE


def test_compressed_forms_are_bounded_and_the_first_leave_first():
    forms, pages = Forms(1000), [{} for _ in range(12)]
    for number, kept in enumerate(pages):
        forms.keep(kept, "br", number, 100)
    assert [list(kept) for kept in pages] == [[]] * 2 + [["br"]] * 10
    # Kept already, it is not counted again.
    assert forms.keep(pages[2], "br", "another", 1000) == 2
    assert forms.keep(pages[0], "br", "again", 100) == "again"
    assert [bool(kept) for kept in pages[:4]] == [True, False, False, True]
