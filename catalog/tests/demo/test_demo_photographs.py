"""The photographs of the demo: described, as large as the file says, and made into what the shop serves."""

import json

import pytest
from PIL import Image

from catalog.demo.seeding import DEMO
from catalog.photographs import renditions


@pytest.fixture(scope="module")
def entries():
    return json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))["products"]


def test_every_photograph_of_the_demo_is_used_described_and_as_large_as_it_says(entries):
    photos = [photo for entry in entries for photo in entry["photos"]]
    assert sorted(photo["file"] for photo in photos) == sorted(path.name for path in (DEMO / "photos").iterdir())
    for photo in photos:
        with Image.open(DEMO / "photos" / photo["file"]) as picture:
            assert picture.size == (photo["width"], photo["height"])
    for entry in entries:
        for language in ("alt_en", "alt_ru"):
            words = [photo[language] for photo in entry["photos"]]
            assert all(words)
            assert len(set(words)) == len(words)


def test_every_photograph_of_the_demo_is_made_and_stored(entries, small_renditions, settings):
    made = renditions.prepare_all(sorted((DEMO / "photos").iterdir()))
    assert len(made) == 102
    for entry in entries:
        for photo in entry["photos"]:
            one = made[DEMO / "photos" / photo["file"]]
            assert (one.width, one.height) == (photo["width"], photo["height"])
            assert (settings.MEDIA_ROOT / one.name).stat().st_size > 0
            assert (settings.MEDIA_ROOT / one.name).with_name("320.avif").stat().st_size > 0
