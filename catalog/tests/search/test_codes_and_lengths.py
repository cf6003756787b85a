"""The names of bulbs, diameters, heights and other numbers, however they are typed."""

import pytest

from catalog.tests.factories import ProductFactory
from catalog.tests.search.searching import found

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


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


@pytest.mark.parametrize(
    "typed",
    [
        *("E 14", "E-14", "E.14", "e_14", "E – 14", "E\u201114", "Е 14", "Е-14", "е.14", "Ｅ１４", "e14", "E\u00a014"),
        *("Е\u200b14", "E14/", "(E 14)", "цоколь Е 14", "e 14 gold", "gold e-14"),
    ],
)
def test_a_bulb_is_found_however_its_name_is_typed(shades, typed):
    assert found(typed.replace("цоколь", "кольцо")) == {"tuva"}


@pytest.mark.parametrize("typed", ["B 22", "b-22", "В 22", "в22", "В-22", "Б 22", "B.22", "black B 22 spider"])
def test_letters_that_look_alike_name_the_same_bulb(shades, typed):
    ProductFactory(slug="of 22 cm", widest_mm=300, height_mm=220, bulb_base="E27", colour_family="red")
    assert found(typed) == ({"fjell"} if "spider" in typed else {"fjell", "tuva"})


@pytest.mark.parametrize("typed", ["G9", "G 9", "g-9", "Г9", "g.9"])
def test_so_is_a_bulb_whose_name_has_one_digit(shades, typed):
    ProductFactory(slug="small", bulb_base="G9")
    assert found(typed) == {"small"}


@pytest.mark.parametrize(
    "typed", ["GU 10", "GU-10", "gu10", "ГУ 10", "GU 5.3", "gx53", "E 40", "E-12", "R7s", "e 27 silk"]
)
def test_a_bulb_that_no_shade_takes_finds_nothing(shades, typed):
    ProductFactory(slug="of 10 and 40 cm", widest_mm=400, height_mm=100, bulb_base="E14", fitting="clip_candle")
    assert found(typed) == ({"vika"} if "silk" in typed else set())


@pytest.mark.parametrize(
    ("typed", "expected"), [("в 35 см", {"vika"}), ("абажур в 35 см", {"vika"}), ("в 23 cm", {"vika"})]
)
def test_a_preposition_names_no_bulb(shades, typed, expected):
    assert found(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "d35",
            "d 35",
            "D-35",
            "D=35",
            "d.35",
            "d: 35",
            "Ø35",
            "ø 35",
            "⌀35",
            "⌀ 35 см",
            "∅ 35",
            "Φ35",
            "ф 35",
            "Д35",
        ),
        *(
            "d35cm",
            "d 350 mm",
            "d350",
            "Ø350",
            "диаметр 35",
            "диаметром 35 см",
            "diameter 35",
            "dia. 35 cm",
            "35 cm wide",
        ),
        *(
            "35 cm diameter",
            "35 см в диаметре",
            "ширина 35",
            "width: 35",
            "d\u00a035",
            "D\u201135",
            "d35 silk",
            "d35x23",
        ),
    ],
)
def test_a_diameter_is_a_width_and_no_height(shades, typed):
    ProductFactory(slug="35 cm high", widest_mm=300, height_mm=350, material="silk")
    assert found(typed) == {"vika"}


@pytest.mark.parametrize(
    "typed", ["h23", "h 23", "H=23 cm", "height 23", "высота 23", "высотой 23 см", "23 cm high", "h230"]
)
def test_a_height_is_no_width(shades, typed):
    ProductFactory(slug="23 cm wide", widest_mm=230, bottom_diameter_mm=200, top_diameter_mm=200, height_mm=150)
    assert found(typed) == {"vika"}


@pytest.mark.parametrize(
    "typed",
    [
        "35x23",
        "35х23",
        "35 x 23",
        "35×23 см",
        "35cm x 23cm",
        "35 см х 23 см",
        "35*23",
        "35 на 23",
        "35 by 23 cm",
        "d35xh23",
    ],
)
def test_two_sides_are_two_lengths(shades, typed):
    assert found(typed) == {"vika"}


@pytest.mark.parametrize(
    "typed", ["35 cм", "35 сm", "35см", "35cm", "35 centimetres", "35 сантиметров", "350 миллиметров"]
)
def test_a_unit_in_any_letters(shades, typed):
    assert found(typed) == {"vika"}


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
