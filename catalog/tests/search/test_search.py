"""What is typed finds what is meant, in both languages and on both databases."""

import pytest

from catalog.tests.factories import ProductFactory
from catalog.tests.search.searching import found
from shop.tests.pages import browser

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("HALM-OAT-40", "halm"),
        ("halm oat", "halm"),
        ("halmoat40", "halm"),
        ("vik", "vika"),
        ("LINEN", "halm"),
        ("silk", "vika"),
        ("red", "vika"),
        ("Глина", "vika"),
        ("tapered drum", "vika"),
        ("pleats", "tuva"),
        ("gold lining", "tuva"),
        ("fjall", "fjell"),
        ("Fjäll", "fjell"),
        ("E14", "tuva"),
        ("Е14", "tuva"),  # typed with a Russian letter
        ("кольцо Е14", "tuva"),
        ("ceiling lamp", "fjell"),
        ("metal shade for a ceiling", "fjell"),
        ("лен", "halm"),
        ("ЛЁН", "halm"),
        ("льна", "halm"),
        ("льном", "halm"),
        ("льняной абажур", "halm"),
        ("льняные абажуры", "halm"),
        ("абажур из льна", "halm"),
        ("льнян", "halm"),
        ("льнянной", "halm"),  # the stem of a word has one н, however many are typed
        ("шёлк", "vika"),
        ("шелковый", "vika"),
        ("Шёлковые", "vika"),
        ("шелка", "vika"),
        ("красный", "vika"),
        ("красные", "vika"),
        ("красного", "vika"),
        ("хлопка", "tuva"),
        ("хлопковые", "tuva"),
        ("металлического", "fjell"),
        ("купол", "fjell"),
        ("чёрные купола", "fjell"),
        ("для подвеса", "fjell"),
    ],
)
def test_words_in_both_languages(shades, typed, slug):
    assert found(typed) == {slug}


@pytest.mark.parametrize("typed", ["абажур", "Абажуры", "lampshade", "shades", "плафон", ""])
def test_words_that_every_shade_has_narrow_nothing(shades, typed):
    assert found(typed) == {"halm", "vika", "tuva", "fjell"}


def test_every_word_must_match(shades):
    assert found("silk drum") == {"vika"}
    assert found("silk dome") == set()


def test_grey_does_not_find_what_only_has_a_silver_lining(shades):
    ProductFactory(slug="lined", lining="silver")
    assert "lined" not in found("серый")
    assert found("серебряная подкладка") == {"lined"}


@pytest.mark.parametrize(
    "typed",
    [
        *("si\u00adlk", "si\u200blk", "s\u200di\u2060lk", "\u202asilk\u202c", "silk\ufeff", "sil\u034fk", "s\ufe0filk"),
        *("шё\u00adлк", "ше\u0301лк", "шё\u200bлковый", "ше\u0308лк", "s\u0301ilk", "si\u0336lk", "ｓｉｌｋ"),
        *("VIKA\u2011CLA\u201335", "vika\u00adcla\u00ad35"),
    ],
)
def test_signs_that_cannot_be_seen_do_not_matter(shades, typed):
    assert found(typed) == {"vika"}


def test_nor_do_they_in_the_name_of_a_shade(shades):
    ProductFactory(slug="pasted", name_en="Ze\u00adphyr\u200bus dru\u200dm", name_ru="Зефи\u0301р")
    assert found("zephyrus") == found("зефир") == {"pasted"}


NOT_WORDS = ["\x00", "\x00silk", "😀😀", "👩\u200d👩\u200d👧", "3️⃣5️⃣", "%_'\"\\"]
TOO_LONG = ["ﷺ" * 100, "㌖" * 100, "e 27 " * 3000, "d" * 10_000, "d 30 " * 50, "ł\u0336" * 60]


@pytest.mark.parametrize("typed", [*NOT_WORDS, *TOO_LONG])
def test_nothing_that_is_typed_is_an_error(shades, typed):
    assert browser().get("/products/", {"q": typed}).status_code == 200
