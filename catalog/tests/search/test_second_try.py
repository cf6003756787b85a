"""Unknown words are corrected, in the same way on both databases, and the page says so."""

import pytest
from django.db import connection

from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import browser, said, value_of

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def page_of(typed, prefix="", **more):
    return browser().get(f"{prefix}/products/", {"q": typed, **more})


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("silc", "vika"),
        ("slik", "vika"),
        ("silkk", "vika"),
        ("cottn", "tuva"),
        ("шолковый", "vika"),
        ("метталл", "fjell"),
        ("льяной", "halm"),
        ("леняной", "halm"),
        ("drumm halm", "halm"),
        ("empier", "tuva"),
        ("красныи", "vika"),
        ("charcaol spidre", "fjell"),
        ("SILC 35 cm", "vika"),
        ("e14 glod", "tuva"),
    ],
)
def test_one_wrong_letter_still_finds_it(shades, typed, slug):
    page = page_of(typed)
    assert slugs(page) == [slug]
    assert said(page)[0].startswith(f"No results for “{typed}”. Showing “")


@pytest.mark.parametrize(
    ("typed", "slugs_found", "meant"),
    [
        ("kty", ["halm"], "лен"),
        ("KTY", ["halm"], "лен"),
        ("kmyzyjq", ["halm"], "льняной"),
        ("itkr", ["vika"], "шелк"),
        ("yfcnjkmysq fvgbh", ["tuva"], "настольный ампир"),
        ("gjldtc", ["fjell"], "подвес"),
        ("xthysq regjk", ["fjell"], "черный купол"),
        ("дштут", ["halm"], "linen"),
        ("ышдл", ["vika"], "silk"),
        ("вщьу", ["fjell"], "dome"),
        ("у14", ["tuva"], "e14"),
        ("в35", ["vika"], "Ø 35 cm"),
        ("itkr 35 cv", ["vika"], "шелк 35 см"),
        ("itkr 35 cm", ["vika"], "шелк 35 cm"),
        ("itkr VIKA-CLA-35", ["vika"], "шелк vika cla 35"),
        ("lkz gjldtcf", ["fjell"], "подвеса"),
        ("itkrdsq", ["vika"], "шелковый"),
        ("itkrjdst f,f;ehs", ["vika"], "шелковые"),
    ],
)
def test_what_was_typed_on_the_other_keyboard_is_found(shades, typed, slugs_found, meant):
    page = page_of(typed)
    assert slugs(page) == slugs_found
    assert said(page) == [f"No results for “{typed}”. Showing “{meant}”."]


def test_letters_under_punctuation_are_letters_too(shades):
    for typed in ("f,f;eh", "F<F:EH", "f,f;ehs"):
        page = page_of(typed)
        assert set(slugs(page)) == {"halm", "vika", "tuva", "fjell"}
        assert "Showing “абажур" in said(page)[0]


def test_a_wrong_letter_on_the_other_keyboard_is_found_too(shades):
    assert said(page_of("itkrfdsq")) == ["No results for “itkrfdsq”. Showing “шелковый”."]


def test_the_page_says_it_in_russian(shades):
    page = page_of("kty", "/ru")
    assert said(page) == ["По запросу «kty» ничего нет. Показываем «лен»."]
    assert value_of(page, "q") == "kty"


@pytest.mark.parametrize("typed", ["vilvet", "zebra", "unicorn sofa", "jq", "zz", "ыы", "35 zebras", "3000", "q w e r"])
def test_what_is_near_to_nothing_stays_as_it_is(shades, typed):
    page = page_of(typed)
    assert slugs(page) == []
    assert not [message for message in said(page) if "Showing" in message]


def test_a_word_that_some_shade_has_is_never_another(shades):
    page = page_of("silk", shape="dome")
    assert slugs(page) == []
    assert said(page) == []


def test_of_two_words_that_are_as_near_a_letter_was_rather_left_out():
    for colour in ("green", "grey"):
        ProductFactory(slug=colour, name_en=f"{colour} drum", colour_family=colour, photos=[])
    assert slugs(page_of("gren")) == ["green"]


def test_words_of_hidden_shades_are_offered_to_nobody(shades):
    ProductFactory(slug="secret", name_en="Zephyrus", is_public=False)
    page = page_of("zephyras")
    assert slugs(page) == []
    assert said(page) == []


def test_what_is_found_is_not_tried_twice(shades, django_assert_num_queries):
    with django_assert_num_queries(3):  # the counts, the shades, their photographs
        page_of("silk")


def test_a_second_try_asks_for_words_and_counts_once(shades, django_assert_num_queries):
    # The counts, the words, the counts again, the shades, their photographs; PostgreSQL is asked before each search of
    # several words what it has of them.
    with django_assert_num_queries(7 if connection.vendor == "postgresql" else 5):
        assert slugs(page_of("silc itkr 35 cv")) == ["vika"]
