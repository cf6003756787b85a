"""Four shades that differ in everything, and a hidden one that every search would find."""

import pytest

from catalog.tests.factories import ProductFactory

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
