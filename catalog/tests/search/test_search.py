"""What is typed finds what is meant, in both languages and on both databases; mistyped words only on PostgreSQL."""

import pytest
from django.db import connection

from catalog.models import Product
from catalog.search.query import understood
from catalog.search.words import SearchWord
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import browser, said

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="mistyped words need pg_trgm")

SHADES = [
    {"slug": "halm", "sku": "HALM-OAT-40", "name_en": "Halm drum, oatmeal", "name_ru": "Абажур «Хальм», лён, овсяный",
     "widest_mm": 400, "bottom_diameter_mm": 400, "height_mm": 245},
    {"slug": "vika", "sku": "VIKA-CLA-35", "name_en": "Vika, clay silk", "name_ru": "Абажур «Вика», шёлк, глина",
     "shape": "tapered_drum", "material": "silk", "colour_family": "red", "colour_en": "Clay", "colour_ru": "Глина",
     "widest_mm": 350, "bottom_diameter_mm": 350, "height_mm": 230},
    {"slug": "tuva", "sku": "TUVA-IVO-41", "name_en": "Tuva pleated empire", "name_ru": "Абажур «Тува», плиссе",
     "shape": "empire", "material": "cotton", "finish": "knife_pleat", "colour_family": "white", "colour_en": "Ivory",
     "colour_ru": "Слоновая кость", "widest_mm": 410, "bottom_diameter_mm": 410, "height_mm": 260,
     "fitting": "ring_e14_b22", "ring_mm": 29, "bulb_base": "E14", "lining": "gold"},
    {"slug": "fjell", "sku": "FJEL-CHA-42", "name_en": "Fjäll dome", "name_ru": "Подвес «Фьелль», графит",
     "shape": "dome", "material": "metal", "light": "opaque", "colour_family": "black", "colour_en": "Charcoal",
     "colour_ru": "Графит", "widest_mm": 500, "bottom_diameter_mm": 500, "height_mm": 300, "for_table": False,
     "for_pendant": True, "fitting": "spider", "bulb_base": "B22"},
]  # fmt: skip


@pytest.fixture
def shades():
    for shade in SHADES:
        ProductFactory(**shade, photos=[])
    ProductFactory(slug="hidden", name_en="Halm linen silk velvet", is_public=False)


def found(typed):
    return set(Product.objects.public().filter(understood(typed).condition).values_list("slug", flat=True))


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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("40 cm", {"halm", "tuva"}),
        ("40cm", {"halm", "tuva"}),
        ("40 см", {"halm", "tuva"}),
        ("Ø 40 см", {"halm", "tuva"}),
        ("400 mm", {"halm", "tuva"}),
        ("16 inch", {"halm", "tuva"}),
        ("16 inches", {"halm", "tuva"}),
        ('16"', {"halm", "tuva"}),
        ("16″", {"halm", "tuva"}),
        ("16 дюймов", {"halm", "tuva"}),
        ("25 cm", {"halm", "tuva"}),  # their heights are 24.5 and 26 cm
        ("42 cm", {"tuva"}),
        ("24,5 см", {"halm"}),
        ("23.5 cm", {"halm", "vika"}),
        ("42.1 cm", set()),
        ("30 cm", {"fjell"}),
        ("40", {"halm", "tuva"}),
        ("42", {"fjell", "tuva"}),  # the number of an SKU, and a width near 42 cm
        ("40x24", {"halm"}),
        ("40 × 26 cm", {"tuva"}),
        ("linen 40 cm", {"halm"}),
        ("silk 40 cm", set()),
        ("0 cm", set()),
        ("9999 inch", set()),
    ],
)
def test_lengths_match_width_or_height_within_ten_millimetres(shades, typed, expected):
    assert found(typed) == expected


@pytest.mark.parametrize("typed", ["40 cm", "16 inch", "35 cm"])
def test_both_ends_of_the_ten_millimetres_count(typed):
    middle = {"40 cm": 400, "16 inch": 406.4, "35 cm": 350}[typed]
    for width in range(330, 430):
        ProductFactory.build(
            sku=str(width), slug=f"w{width}", widest_mm=width, bottom_diameter_mm=300, height_mm=90
        ).save()
    within = {f"w{width}" for width in range(330, 430) if abs(width - middle) <= 10}
    assert found(typed) == within


def test_a_number_is_no_beginning_of_another():
    ProductFactory(slug="long", name_en="Model 3000")
    assert found("300") == set()
    assert found("3000") == {"long"}


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


@on_postgresql
@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("vilvet", None),
        ("silc", "vika"),
        ("slik", "vika"),
        ("cottn", "tuva"),
        ("шолковый", "vika"),
        ("метталл", "fjell"),
        ("льяной", "halm"),
        ("drumm halm", "halm"),
        ("empier", "tuva"),
        ("красныи", "vika"),
    ],
)
def test_one_wrong_letter_still_finds_it(shades, typed, slug):
    page = browser().get("/products/", {"q": typed})
    assert slugs(page) == ([slug] if slug else [])
    nearest = [message for message in said(page) if message.startswith("Nothing is called")]
    assert bool(nearest) == (slug is not None)


@on_postgresql
def test_the_page_says_what_it_shows_instead(shades):
    assert said(browser().get("/products/?q=silc")) == ["Nothing is called “silc”. This is for “silk”."]


@on_postgresql
def test_a_known_word_is_never_another(shades):
    page = browser().get("/products/?q=silk&shape=dome")
    assert slugs(page) == []
    assert said(page) == []


def test_sqlite_finds_no_mistyped_words_and_says_nothing_of_it(shades):
    if connection.vendor == "sqlite":
        assert SearchWord.objects.nearest("silc") == ""
        assert said(browser().get("/products/?q=silc")) == []
