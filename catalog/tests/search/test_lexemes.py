"""Several words are found by the words and stems that texts have: the same shades as by the beginnings of words."""

import pytest

from catalog.consistency.search import faults_of_search
from catalog.models import Product
from catalog.search.query import understood
from catalog.search.words import MOST_LEXEMES, SearchWord, entries
from catalog.tests.factories import ProductFactory

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

TYPED = [
    "silk clay", "vik red", "шелк глин", "шелковый красный", "pleat empi", "pleated empires", "halm 40", "drum oat",
    "halm drum", "лен овсян", "pendant black", "navy blue", "nav blu", "vikacla silk", "vikacla35 silk", "vikaclay red",
    "lamp2000 dome", "lamp dome", "lam dome", "лампион купол", "абаж халь", "e14 empire", "b22 charcoal", "aa dome",
]  # fmt: skip


@pytest.fixture
def more(shades):
    ProductFactory(slug="lamp", name_en="Lamp2000 dome", name_ru="Лампион 5 купол", photos=[])
    ProductFactory(slug="navy", name_en="Navy drum", colour_en="Navy blue", colour_family="blue", photos=[])
    ProductFactory(slug="long", name_en="Dome", composition_en="lampion" * 20, photos=[])


def found(search):
    return set(Product.objects.filter(search.condition).values_list("slug", flat=True))


@pytest.mark.parametrize("typed", TYPED)
def test_the_same_shades_are_found(more, typed):
    search = understood(typed)
    lexemes = SearchWord.objects.lexemes({term.word for term in search.terms})
    assert found(search.by(lexemes)) == found(search), lexemes


def test_what_a_search_looks_for(more):
    lexemes = SearchWord.objects.lexemes(["silk", "nav", "lamp", "vikacla", "aa", "e14"])
    assert set(lexemes["silk"]) == {"silk", "silken"}
    # "navi" is the stem of "navy", which is not looked for beside it.
    assert set(lexemes["nav"]) == {"nav", "navi"}
    assert {"lampshad", "lamp2:*", f"{('lampion' * 20)[:120]}:*"} < {*lexemes["lamp"]}
    # Codes, short words and those with digits are looked for as typed.
    assert lexemes.keys() == {"silk", "nav", "lamp"}


def test_what_too_many_begin_with_is_looked_for_by_its_beginning(more):
    SearchWord.objects.learn([f" {' '.join(f'zeph{chr(97 + n)}{chr(98 + m)}' for n in range(7) for m in range(7))} "])
    assert SearchWord.objects.filter(word__startswith="zeph").count() > MOST_LEXEMES
    assert SearchWord.objects.lexemes(["zeph"]) == {}


def test_of_codes_and_numbers_little_is_stored():
    text = " skadal pap 35 skadalpap35 lamp2000 2000lamp ab12 silk "
    assert list(entries(text)) == ["skadal", "pap", "lamp2", "silk"]


def test_a_beginning_that_is_not_stored_is_a_fault(more):
    assert not list(faults_of_search())
    SearchWord.objects.filter(word="lamp2").delete()
    assert ["lamp2" in fault for fault in faults_of_search()] == [True]
