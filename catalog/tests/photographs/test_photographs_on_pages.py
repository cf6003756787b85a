"""Both photographs of every pair are in the page, each in every format and width; what is seen first comes first."""

import re

import pytest

from catalog.models import Photo
from catalog.photographs.renditions import WIDTHS
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _shades():
    ProductFactory.create_batch(6)
    Photo.objects.update(width=1000, height=1000)


def pictures(client, path):
    page = client.get(path).content.decode()
    return re.findall(r"<picture>.*?</picture>", page, re.DOTALL)


def attribute(picture, name):
    found = re.search(rf'<img[^>]* {name}="([^"]*)"', picture)
    return found[1] if found else None


@pytest.mark.usefixtures("_shades")
def test_a_list_has_both_photographs_of_every_shade_with_size_and_words(client):
    found = pictures(client, "/products/")
    assert len(found) == 12
    for unlit, lit in zip(found[::2], found[1::2], strict=True):
        assert (attribute(unlit, "class"), attribute(lit, "class")) == ("pair__unlit", "pair__lit")
        assert attribute(unlit, "alt") != attribute(lit, "alt")
        assert attribute(unlit, "width") == attribute(lit, "width") == "1000"
        assert attribute(unlit, "height") == attribute(lit, "height") == "1000"


@pytest.mark.usefixtures("_shades")
def test_every_photograph_comes_in_three_formats_and_four_widths(client):
    for picture in pictures(client, "/products/"):
        assert re.findall(r'<source type="([^"]+)"', picture) == ["image/avif", "image/webp"]
        for srcset in re.findall(r'srcset="([^"]+)"', picture):
            assert re.findall(r" (\d+)w", srcset) == [str(width) for width in WIDTHS]
        assert attribute(picture, "src").endswith(".jpg")


@pytest.mark.usefixtures("_shades")
def test_the_first_row_comes_at_once_and_the_first_shade_before_it(client):
    found = pictures(client, "/products/")
    assert [attribute(picture, "loading") for picture in found] == [None] * 8 + ["lazy"] * 4
    assert [attribute(picture, "fetchpriority") for picture in found] == ["high"] * 2 + [None] * 10


def test_the_pair_of_a_shades_own_page_comes_before_all_else(client):
    ProductFactory(slug="drum")
    found = pictures(client, "/products/drum/")
    assert [attribute(picture, "fetchpriority") for picture in found] == ["high", "high"]
    assert [attribute(picture, "loading") for picture in found] == [None, None]
