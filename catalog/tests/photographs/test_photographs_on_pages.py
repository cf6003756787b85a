"""Both photographs of a pair are in the page, as AVIF in every width and as JPEG; what is seen first comes first."""

import pytest

from catalog.models import Photo
from catalog.photographs.renditions import WIDTHS
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, attributes, elements

pytestmark = pytest.mark.django_db


@pytest.fixture
def _shades():
    ProductFactory.create_batch(6)
    Photo.objects.update(width=1000, height=1000)


def pictures(client, path):
    return elements(client.get(path), "picture")


@pytest.mark.usefixtures("_shades")
def test_a_list_has_both_photographs_of_every_shade_with_size_and_words(client):
    found = pictures(client, "/products/")
    assert len(found) == 12
    for unlit, lit in zip(found[::2], found[1::2], strict=True):
        assert (attribute(unlit, "img", "class"), attribute(lit, "img", "class")) == ("pair__unlit", "pair__lit")
        assert attribute(unlit, "img", "alt") != attribute(lit, "img", "alt")
        assert attribute(unlit, "img", "width") == attribute(lit, "img", "width") == "1000"
        assert attribute(unlit, "img", "height") == attribute(lit, "img", "height") == "1000"


@pytest.mark.usefixtures("_shades")
def test_every_photograph_comes_as_avif_in_four_widths_and_as_jpeg(client):
    for picture in pictures(client, "/products/"):
        assert attributes(picture, "source", "type") == ["image/avif"]
        srcset = attribute(picture, "source", "srcset")
        assert [each.split()[1] for each in srcset.split(", ")] == [f"{width}w" for width in WIDTHS]
        assert attribute(picture, "img", "src").endswith(".jpg")


@pytest.mark.usefixtures("_shades")
def test_the_first_row_comes_at_once_and_the_first_shade_before_it(client):
    found = pictures(client, "/products/")
    assert [attribute(picture, "img", "loading") for picture in found] == [None] * 8 + ["lazy"] * 4
    assert [attribute(picture, "img", "fetchpriority") for picture in found] == ["high"] * 2 + [None] * 10


def test_the_pair_of_a_shades_own_page_comes_before_all_else(client):
    ProductFactory(slug="drum")
    found = pictures(client, "/products/drum/")
    assert [attribute(picture, "img", "fetchpriority") for picture in found] == ["high", "high"]
    assert [attribute(picture, "img", "loading") for picture in found] == [None, None]
