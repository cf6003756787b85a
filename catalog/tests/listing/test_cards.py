"""Cards of the list are made once for what they say, and never show what was."""

import pytest

from catalog.models import Photo, Product
from catalog.templatetags.cards import product_card
from catalog.tests.factories import FamilyFactory, ProductFactory
from shop.made_once import _made, made_once
from shop.tests.pages import attribute, browser, element, elements, text_of, words

pytestmark = pytest.mark.django_db


def card(page):
    return element(page, "article.product-card")


def the_list(language=""):
    return browser().get(f"{language}/products/")


@pytest.fixture
def shade():
    shade = ProductFactory(name_en="Halm", name_ru="Хальм", price="69.00", stock=9, family=FamilyFactory())
    Photo.objects.filter(product=shade, kind="unlit").update(alt_text_en="By day")
    return shade


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"price": "70.00"}, "€70.00"),
        ({"name_en": "Moln"}, "Moln"),
        ({"stock": 2}, "Only 2 left"),
        ({"stock": 0}, "Sold out"),
        ({"widest_mm": 415}, "41.5"),
        ({"slug": "moln"}, 'href="/products/moln/"'),
        ({"fitting_position": "reversible"}, "also as a pendant"),
    ],
    ids=lambda value: "" if isinstance(value, str) else str(value),
)
def test_a_changed_shade_has_another_card_at_once(shade, change, says):
    before = card(the_list()).html
    Product.objects.filter(pk=shade.pk).update(**change)
    after = card(the_list()).html
    assert says in after
    assert says not in before


def test_so_has_a_changed_photograph_and_a_new_colour(shade):
    assert attribute(the_list(), ".pair__unlit", "alt") == "By day"
    Photo.objects.filter(product=shade, kind="unlit").update(alt_text_en="At noon", image="photos/other/1600.jpg")
    assert attribute(the_list(), ".pair__unlit", "alt") == "At noon"
    assert "/other/" in attribute(the_list(), ".pair__unlit", "src")
    assert not elements(the_list(), ".swatches .visually-hidden")
    ProductFactory(family=shade.family, widest_mm=shade.widest_mm, colour_en="Moss", colour_ru="Мох")
    assert any("Moss" in text_of(one) for one in elements(the_list(), ".product-card .swatches .visually-hidden"))


def test_so_has_a_visitor_with_another_lamp(shade):
    visitor = browser()
    lamp = {"holder": "e27", "use": "table", "unit": "cm"}
    said = []
    for height, width in (("30", "15"), ("10", "50")):
        visitor.post("/fit/lamp/", lamp | {"height": height, "width": width})
        said.append(text_of(element(visitor.get("/products/"), ".product-card .verdict")))
    assert said[0] == "Fits your lamp"
    assert said[1].startswith("Goes on, but out of proportion")
    assert not elements(the_list(), ".product-card .verdict")


def test_a_card_that_says_the_same_is_made_once_in_each_language(shade):
    _made.cache_clear()
    the_list()
    made = _made.cache_info().misses
    the_list()
    assert _made.cache_info().misses == made
    assert "Хальм" in card(the_list("/ru")).html


def test_a_picture_without_a_text_names_the_shade_in_the_language_of_the_page(shade):
    Photo.objects.filter(product=shade).update(alt_text_en="")
    assert attribute(the_list(), ".pair__unlit", "alt") == "Halm, by day, unlit"
    assert "Хальм" in attribute(the_list("/ru"), ".pair__unlit", "alt")


def test_a_shade_itself_is_refused_for_it_is_equal_to_itself_with_another_price(shade):
    with pytest.raises(TypeError, match="card may change"):
        made_once(product_card, card=shade)


def test_what_a_card_says_is_no_html(shade):
    Product.objects.filter(pk=shade.pk).update(name_en='<b>"Halm"', colour_en="<i>sand")
    Photo.objects.filter(product=shade).update(alt_text_en="")
    page = the_list()
    assert words(page, ".product-card__name") == '<b>"Halm"'
    assert not elements(page, ".product-card b, .product-card i")
