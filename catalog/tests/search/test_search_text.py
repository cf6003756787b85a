"""The search text of a shade follows its fields, whatever code writes them."""

import re
from threading import Thread
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given, strategies

from catalog.models import Product
from catalog.models.search_index import refresh_search
from catalog.search import text as search_text
from catalog.search.synonyms import COLOUR, FINISH, FITTING, LIGHT, LINING, MATERIAL, SHAPE, USE
from catalog.search.text import document, normalised, spelt, stem, words
from catalog.search.words import SearchWord
from catalog.tests.factories import ProductFactory


def has(product, word):
    return Product.objects.filter(pk=product.pk, search_text__has_word=word).exists()


@pytest.mark.parametrize("typed", ["two words", "o'clock", "%", ""])
def test_what_is_not_one_word_never_comes_into_a_statement(typed):
    with pytest.raises(ValueError, match="is not one word"):
        Product.objects.filter(search_text__has_word=typed)


@given(strategies.text(strategies.sampled_from("AEZaegu ё ЁйЙвВб«»,.-/'\"0279")))
def test_texts_of_usual_signs_are_cleaned_faster_and_alike(text):
    quick = normalised(text)
    with patch.object(search_text, "USUAL", re.compile("(?!)")):
        assert normalised(text) == quick


def test_words_that_names_share_are_among_the_facts():
    shade = ProductFactory.build(
        sku="HALM-OAT-30-7", name_en="Halm tapered empire", name_ru="Абажур «Хальм», бамбуковый", shape="drum",
        material="linen", colour_en="Oatmeal", colour_ru="Овсяный",
    )  # fmt: skip
    facts = set(document(shade).splitlines()[1].split())
    assert {"oatmeal", "oat", "овсяный", "empire", "tapered", "бамбуковый"} < facts
    assert facts.isdisjoint({"halm", "хальм", "30", "7"})


@pytest.mark.django_db
class TestWriting:
    def test_saving_fills_it(self):
        assert has(ProductFactory(material="silk"), "шелк")

    def test_saving_one_field_of_it_is_enough(self):
        product = ProductFactory(material="silk")
        product.material = "velvet"
        product.save(update_fields=["material"])
        assert has(product, "velvet")
        assert not has(product, "silk")

    def test_saving_another_field_asks_for_nothing_more(self, django_assert_num_queries):
        product = ProductFactory()
        with django_assert_num_queries(1):  # the update
            product.save(update_fields=["stock"])

    def test_many_at_once_are_filled_too(self):
        (product,) = Product.objects.bulk_create([ProductFactory.build(material="silk")])
        assert has(product, "silk")

    def test_after_an_update_past_the_model_it_is_refreshed(self, capsys):
        product, _ = ProductFactory(), ProductFactory()
        Product.objects.filter(pk=product.pk).update(name_en="Zephyr")
        SearchWord.objects.create(word="forgotten")
        call_command("refresh_search")
        assert has(product, "zephyr")
        assert set(SearchWord.objects.filter(word__in=["zephyr", "forgotten"]).values_list("word", flat=True)) == {
            "zephyr"
        }
        assert "1 of 2 texts" in capsys.readouterr().out
        call_command("refresh_search")
        assert "0 of 2 texts" in capsys.readouterr().out

    def test_known_words_are_whole_words_without_digits(self):
        SearchWord.objects.all().delete()
        ProductFactory(material="linen", name_en="Halm 3000", sku="X-1")
        known = set(SearchWord.objects.values_list("word", flat=True))
        assert {"halm", "linen", "льняной"} <= known
        assert not {"льнян", "3000", "x"} & known

    @pytest.mark.parametrize(
        "texts",
        [
            {"composition_en": "l" * 200},
            {"composition_ru": "亜" * 200},
            {"composition_en": "㌖" * 100},  # six letters each, once they are compared
            {"name_ru": "æ" * 119},
            {"name_en": "ß" * 61},
            {"name_en": "ﬃ" * 120},
            {"colour_en": "ﷺ" * 60},
            {"name_ru": "ь" * 120, "colour_ru": "Ё" * 60},
        ],
    )
    def test_a_word_of_any_length_can_be_saved_and_refreshed(self, texts):
        product = ProductFactory(**texts)
        for field, text in texts.items():
            assert has(product, words(text)[0][:100]), field
        SearchWord.objects.all().delete()
        call_command("refresh_search")
        assert SearchWord.objects.exists()
        assert all(len(word) <= 120 for word in SearchWord.objects.values_list("word", flat=True))

    def test_a_draft_without_anything_has_a_text_too(self):
        Product.objects.create(sku="D-1", slug="d-1", price=1)

    def test_the_migration_is_the_same_on_both_databases(self):
        with connection.cursor() as cursor:
            columns = {column.name for column in connection.introspection.get_table_description(cursor, "products")}
        assert "search_text" in columns
        assert ("search_vector" in columns) == (connection.vendor == "postgresql")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_shade_that_is_renamed_while_all_are_refreshed_keeps_its_new_words(monkeypatch):
    product = ProductFactory(name_en="Old")
    Product.objects.update(search_text="")

    def rename():
        try:
            renamed = Product.objects.get(pk=product.pk)
            renamed.name_en = "Zephyr"
            renamed.save()
        finally:
            connection.close()

    staff = Thread(target=rename)

    def document_while_staff_save(read):
        if staff.ident is None:
            staff.start()
            # Without a lock it is done by then, and its words are overwritten below.
            staff.join(0.5)
        return document(read)

    monkeypatch.setattr("catalog.models.search_index.document", document_while_staff_save)
    refresh_search()
    staff.join()
    assert has(product, "zephyr")
    assert not has(product, "old")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compresses nothing")
@pytest.mark.django_db
def test_the_words_of_a_shade_that_has_many_are_not_compressed():
    """A search that reads many rows would take twice as long."""
    lamps = {"for_table": True, "for_floor": True, "for_pendant": True, "for_wall": True}
    texts = {
        "composition_en": "Cotton from mills of Saxony, sewn by hand",
        "composition_ru": "Хлопок из Саксонии, ручная работа",
    }
    ProductFactory(
        **lamps, **texts, material="cotton", widest_mm=450, swatch="#f0e8d9", colour_family="white", lining="gold"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(search_vector), pg_column_compression(search_vector) FROM products")
        size, compression = cursor.fetchone()
    assert size > 1800
    assert compression is None


def test_names_come_first_and_codes_after_them():
    names, facts = document(ProductFactory.build(sku="HALM-30", name_en="Halm Drum", name_ru="Хальм")).split("\n")
    assert names.startswith(" halm 30 halm30 drum хальм ")
    assert " льняной льнян " in facts
    assert names.endswith(" ")
    assert facts.endswith(" ")


@pytest.mark.parametrize(
    "forms",
    [
        "льняной льняная льняные льняного льняному льняными льняных льняную",
        "шелковый шелковая шелковое шелковые шелкового",
        "красный красная красное красные красных красного красную",
        "синий синяя синее синие синего синих",
        "купол купола куполу куполом куполе купола куполов",
        "бумага бумаги бумаге бумагу бумагой",
        "торшер торшера торшеру торшером торшеры торшеров",
        "кольцо кольца кольцу кольцом",
        "shade shades",
        "pleat pleats pleated",
        "glass glasses",
        "box boxes",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


def test_words_are_small_plain_and_free_of_signs():
    assert words("Ёлка & «ÅNGSTRÖM», Е27 — 40\u00a0см_x") == ["елка", "angstrom", "e27", "40", "см", "x"]


def test_what_is_spelt_has_no_stems():
    assert spelt(" льняной льнян лен шелка шелк ") == ["льняной", "лен", "шелка"]


def test_every_code_has_words_of_both_languages():
    from catalog import terms

    for codes, known in (
        (terms.Shape, SHAPE), (terms.Finish, FINISH), (terms.Fitting, FITTING), (terms.Material, MATERIAL),
        (terms.Light, LIGHT), (terms.ColourFamily, COLOUR), (terms.Use, USE),
    ):  # fmt: skip
        assert set(codes.values) == set(known)
        for said in known.values():
            assert {word.isascii() for word in said.split()} == {True, False}, said
    assert set(LINING) <= set(terms.Lining.values)
