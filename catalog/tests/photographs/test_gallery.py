"""All photographs of a shade are on its page, the pair first, each a link to its largest rendition."""

import pytest

from catalog.models import Photo
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, elements

pytestmark = pytest.mark.django_db


@pytest.fixture
def shade():
    shade = ProductFactory()
    for position, kind in enumerate(["fitting", "detail", "room"], 2):
        Photo.objects.create(
            product=shade,
            kind=kind,
            image=f"photos/{kind}/1000.jpg",
            width=1000,
            height=1000,
            alt_text_en=f"The {kind}",
            alt_text_ru=f"Снимок {kind}",
            position=position,
        )
    Photo.objects.filter(kind__in=["unlit", "lit"]).update(width=1200, height=1200)
    return shade


@pytest.mark.parametrize(("language", "words"), [("", "The fitting"), ("/ru", "Снимок fitting")])
def test_every_photograph_is_described_and_opens_in_its_largest_rendition(shade, language, words):
    links = elements(browser().get(f"{language}{shade.get_absolute_url()}"), ".product__gallery a")
    photos = shade.photos.all()
    assert [photo.kind for photo in photos] == ["unlit", "lit", "fitting", "detail", "room"]
    assert [link.attributes["href"] for link in links] == [photo.image.url for photo in photos]
    assert all(attribute(link, "img", "alt") for link in links)
    assert attribute(links[2], "img", "alt") == words


def test_only_the_pair_is_fetched_at_once_and_every_photograph_has_its_place(shade):
    photos = elements(browser().get(shade.get_absolute_url()), ".product__gallery img")
    assert [photo.attributes.get("loading") for photo in photos] == [None, None, "lazy", "lazy", "lazy"]
    sizes = [(photo.attributes["width"], photo.attributes["height"]) for photo in photos]
    assert sizes == [("1200", "1200")] * 2 + [("1000", "1000")] * 3


def test_more_photographs_need_no_more_queries(shade, django_assert_num_queries):
    # 1 the shade, 2 its photographs
    with django_assert_num_queries(2):
        browser().get(shade.get_absolute_url())


def test_a_photograph_in_a_list_leads_to_its_shade_and_not_to_a_file(shade):
    links = elements(browser().get("/products/"), "a:has(img)")
    assert {link.attributes["href"].partition("?")[0] for link in links} <= {shade.get_absolute_url()}
