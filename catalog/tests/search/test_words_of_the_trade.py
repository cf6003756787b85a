"""Rooms, lamps, sizes and colours are found by the words of shoppers, and nothing else with them."""

import pytest

from catalog.models import Product
from catalog.search.colours import NAMES
from catalog.search.text import normalised
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from catalog.tests.search.searching import found
from shop.tests.pages import browser, said

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

# By what they are called below: family and swatch.
COLOURS = {
    "ivory": ("white", "#f0e8d9"),
    "snow": ("white", "#fefefe"),
    "sand": ("natural", "#c8b494"),
    "camel": ("brown", "#c9a67a"),
    "chocolate": ("brown", "#53392c"),
    "navy": ("blue", "#232e48"),
    "sky": ("blue", "#a5c3dc"),
    "wine": ("red", "#702432"),
    "brick": ("red", "#a5583a"),
    "blush": ("pink", "#d3b2a3"),
    "ochre": ("yellow", "#c2913a"),
    "forest": ("green", "#26392d"),
    "sage": ("green", "#8d937d"),
    "mint": ("green", "#b4d4c0"),
    "charcoal": ("black", "#35342f"),
    "silver": ("grey", "#d3d3d3"),
    "glass": ("multicolour", "#2b3545"),
}


@pytest.fixture
def colours():
    for number, (name, (family, swatch)) in enumerate(COLOURS.items()):
        ProductFactory(
            slug=name, sku=f"S-{number}", name_en="Drum", name_ru="Барабан", colour_en="Own",
            colour_ru="Свой", colour_family=family, swatch=swatch, photos=[],
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dark green", "forest"),
        ("тёмно-зелёный", "forest"),
        ("темно зеленый абажур", "forest"),
        ("light green", "mint"),
        ("pale green", "mint"),
        ("светло-зелёный", "mint"),
        ("green", "forest sage mint"),
        ("navy", "navy"),
        ("dark blue", "navy"),
        ("тёмно-синие", "navy"),
        ("чернильный", "navy"),
        ("light blue", "sky"),
        ("light-blue lamp shade", "sky"),
        ("sky blue", "sky"),
        ("небесный", "sky"),
        ("cream", "ivory"),
        ("ivory light shade", "ivory"),
        ("кремовые", "ivory"),
        ("молочный", "ivory"),
        ("ecru", "ivory"),
        ("off-white", "ivory snow"),
        ("burgundy", "wine"),
        ("dark red", "wine"),
        ("бордовый", "wine"),
        ("винного", "wine"),
        ("terracotta", "brick"),
        ("терракотовый", "brick"),
        ("beige", "sand"),
        ("бежевая", "sand"),
        ("neutral", "sand"),
        ("chocolate", "chocolate"),
        ("dark brown", "chocolate"),
        ("light brown", "camel"),
        ("шоколадный", "chocolate"),
        ("mustard", "ochre"),
        ("горчичные", "ochre"),
        ("sage", "sage"),
        ("мятный", "mint"),
        ("pale pink", "blush"),
        ("пудровый", "blush"),
        ("светло-розовый", "blush"),
        ("dark grey", "charcoal"),
        ("тёмно-серый", "charcoal"),
        ("graphite", "charcoal"),
        ("light grey", "silver"),
        ("светло-серый", "silver"),
        ("multicolour", "glass"),
    ],
)
def test_a_colour_is_found_by_its_name_and_its_shade(colours, typed, expected):
    assert found(typed) == set(expected.split())


def test_a_swatch_that_is_changed_is_found_by_its_new_name(colours):
    Product.objects.get(slug="navy").save()
    shade = Product.objects.get(slug="navy")
    shade.swatch = "#a5c3dc"
    shade.save(update_fields=["swatch"])
    assert found("navy") == set()
    assert found("sky blue") == {"navy", "sky"}


def test_a_draft_without_a_swatch_has_no_name():
    ProductFactory(slug="draft", swatch="", is_public=False)
    assert not Product.objects.filter(search_text__has_word="pale").exists()


@pytest.mark.parametrize(
    ("typed", "family", "meant"),
    [
        ("burgundy", "red", "red"),
        ("бордовый", "red", "красный"),
        ("navy lamp", "blue", "blue"),
        ("mustard", "yellow", "yellow"),
    ],
)
def test_a_colour_that_no_shade_has_is_looked_for_in_its_family(typed, family, meant):
    ProductFactory(slug="plain", colour_family=family, swatch="#888888", photos=[])
    ProductFactory(slug="other", colour_family="green", swatch="#888888", photos=[])
    page = browser().get("/products/", {"q": typed})
    assert slugs(page) == ["plain"]
    assert said(page)[0].startswith(f"No results for “{typed}”. Showing “{meant}")


LAMPS = {
    "table": {"for_table": True, "widest_mm": 300},
    "floor": {"for_table": False, "for_floor": True, "widest_mm": 450, "bottom_diameter_mm": 450},
    "pendant": {"for_table": False, "for_pendant": True, "widest_mm": 600, "material": "washi"},
    "wall": {"for_table": False, "for_wall": True, "widest_mm": 200, "material": "glass", "fitting": "ring_e14_b22"},
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ceiling light", "pendant"),
        ("ceiling lights", "pendant"),
        ("chandelier", "pendant"),
        ("kitchen", "pendant"),
        ("for the kitchen", "pendant"),
        ("dining room light", "pendant"),
        ("hallway", "pendant"),
        ("люстра на кухню", "pendant"),
        ("в прихожую", "pendant"),
        ("потолочный светильник", "pendant"),
        ("floor lamp", "floor"),
        ("floor light", "floor"),
        ("standard lamp", "floor"),
        ("living room", "floor"),
        ("гостиная", "floor"),
        ("для гостиной", "floor"),
        ("wall light", "wall"),
        ("wall lights", "wall"),
        ("настенный светильник", "wall"),
        ("table lamp", "table"),
        ("bedside", "table"),
        ("bedside light", "table"),
        ("прикроватная лампа", "table"),
        ("desk", "table"),
        ("кабинет", "table"),
        ("bedroom", "table wall"),
        ("в спальню", "table wall"),
        ("nursery", "pendant"),
        ("детская", "pendant"),
        ("в детскую комнату", "pendant"),
        ("kids room", "pendant"),
        ("small", "wall"),
        ("small lampshade", "wall"),
        ("маленький", "wall"),
        ("medium", "table"),
        ("large", "floor pendant"),
        ("большие абажуры", "floor pendant"),
        ("large floor lamp shade", "floor"),
        ("bayonet", "wall"),
        ("japanese", "pendant"),
        ("light", "table floor pendant wall"),
        ("lights", "table floor pendant wall"),
        ("light shade", "table floor pendant wall"),
        ("replacement shade", "table floor pendant wall"),
        ("lamp cover", "table floor pendant wall"),
        ("запасной абажур", "table floor pendant wall"),
        ("bayonet cap", "wall"),
        ("bulb holder b22", "wall"),
        ("цоколь e14", "wall"),
        ("reading lamp", "table floor"),
        ("для чтения", "table floor"),
        ("night light", "table"),
        ("ночник", "table"),
        ("guest room", "table"),
        ("рабочий стол", "table"),
        ("обеденный стол", "pendant"),
        ("corridor", "pendant"),
        ("stairs", "pendant"),
        ("на лестницу", "pendant"),
        ("baby", "pendant"),
        ("светильник", "table floor pendant wall"),
        ("room", "table floor pendant wall"),
    ],
)
def test_a_lamp_is_found_by_its_room_and_its_size(typed, expected):
    for number, (slug, fields) in enumerate(LAMPS.items()):
        sides = {"top_diameter_mm": 150, "bottom_diameter_mm": 200}
        ProductFactory(slug=slug, sku=f"S-{number}", name_en="Own", name_ru="Свой", photos=[], **sides | fields)
    assert found(typed) == set(expected.split())


def test_every_name_of_a_colour_is_compared_as_it_is_written():
    for name in NAMES:
        assert normalised(name.words) == name.words
        assert {word.isascii() for word in name.words.split()} <= {True, False}
