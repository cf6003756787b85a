"""What the texts of the demo say agrees with its data: the bases a shade suits, its ring, its finish."""

import json
import re

import pytest

from catalog.demo.seeding import DEMO, SHOP_FIELDS
from catalog.fit import suits
from catalog.fit.verdict import Level
from catalog.models import Product

ENTRIES = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))["products"]
BY_SLUG = pytest.mark.parametrize("entry", ENTRIES, ids=[entry["slug"] for entry in ENTRIES])
BASES_CM = {"en": r"(\d+) to (\d+) cm tall", "ru": r"высотой от (\d+) до (\d+) см"}
PLEATED = {"knife_pleat", "box_pleat"}


def shade(entry):
    return Product(**{name: value for name, value in entry.items() if name not in SHOP_FIELDS})


def texts(entry, language):
    fields = ("description", "composition", "care")
    return [
        *(entry[f"{field}_{language}"] for field in fields),
        *(photo[f"alt_{language}"] for photo in entry["photos"]),
    ]


@BY_SLUG
def test_the_bases_a_text_names_are_those_the_shade_suits_to_the_centimetre_within(entry):
    named = {language: re.findall(words, entry[f"description_{language}"]) for language, words in BASES_CM.items()}
    assert named["en"] == named["ru"]
    for lowest, highest in named["en"]:
        suited = suits.bases(shade(entry))
        assert suited.level is Level.GOOD
        assert (int(lowest), int(highest)) == (-(-suited.lowest_mm // 10), suited.highest_mm // 10)


def test_some_texts_name_bases():
    assert sum(bool(re.search(BASES_CM["en"], entry["description_en"])) for entry in ENTRIES) >= 5


@BY_SLUG
@pytest.mark.parametrize(("language", "words"), [("en", r"([\d.]+) mm ring"), ("ru", r"кольцо ([\d,]+) мм")])
def test_a_ring_is_as_wide_as_the_data_sheet_says(entry, language, words):
    for text in texts(entry, language):
        for width in re.findall(words, text):
            assert float(width.replace(",", ".")) == entry["ring_mm"]


@BY_SLUG
def test_only_a_pleated_shade_is_brushed_along_its_pleats(entry):
    if entry["finish"] not in PLEATED:
        assert "pleat" not in entry["care_en"]
        assert "склад" not in entry["care_ru"]


@BY_SLUG
def test_no_text_lets_in_the_water_that_the_care_keeps_out(entry):
    if re.search(r"Do not wash|away from water", entry["care_en"]):
        assert not re.search(r"damp|wip|wash", entry["description_en"].replace("washed", "").replace("washi", ""))
        assert not re.search(r"влажн|протира", entry["description_ru"])
