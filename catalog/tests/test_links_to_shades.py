"""A link to a shade in the shop's own words: named once the shade is hidden or deleted, not if it has moved."""

import pytest

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from pages.current import current
from pages.faults import faults
from pages.shown_texts import dead_links
from pages.tests.pages import write

pytestmark = pytest.mark.django_db


def dead():
    return [(link.language, link.line, link.url) for link in dead_links()]


def test_it_is_named_when_its_shade_is_seen_no_more():
    shade = ProductFactory(slug="drum")
    write("links", text_en="a\n\n[d](/products/drum/) [l](/products/?shape=drum)", text_ru="[d](/ru/products/drum/)")
    both = [("en", 3, "/products/drum/"), ("ru", 1, "/ru/products/drum/")]
    assert dead() == []
    Product.objects.filter(pk=shade.pk).update(is_public=False)
    assert dead() == both
    # Its former address leads to it.
    Product.objects.filter(pk=shade.pk).update(is_public=True, slug="barrel")
    assert dead() == []
    Product.objects.filter(pk=shade.pk).update(is_public=False)
    assert dead() == both
    Product.objects.filter(pk=shade.pk).update(is_public=True)
    Product.objects.filter(pk=shade.pk).update(slug="drum")
    assert dead() == []
    shade.delete()
    assert dead() == both


def test_all_shades_of_a_language_are_one_query(django_assert_num_queries):
    ProductFactory(slug="drum")
    text = "[a](/products/drum/) [b](/products/cone/) [c](/products/dome/)"
    for slug in ("one", "two"):
        write(slug, text_en=text, text_ru=text)
    current()
    # 1 the texts, 1 for each language
    with django_assert_num_queries(3):
        assert len(dead()) == 8
    with django_assert_num_queries(1):
        assert len(list(faults(text, "en", ""))) == 2
