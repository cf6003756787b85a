"""A broken entry of the catalogue names its file and field, and changes nothing."""

import pytest
from django.core.management import CommandError, call_command

from catalog import stock
from catalog.models import Family, Lamp, Photo, Product, StockMovement
from catalog.tests.demo.demo import Demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(tmp_path, small_renditions):
    return Demo(tmp_path / "demo")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()


def refusal(demo, settings):
    with pytest.raises(CommandError) as error:
        call_command("seed_catalogue", demo.folder)
    for model in (Product, Family, Lamp, Photo, StockMovement):
        assert not model.objects.exists()
    message = str(error.value)
    assert message.startswith(f"Nothing is changed. {demo.folder / 'catalogue.json'}: ")
    return message


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("price", "cheap", "decimal number"),
        ("price", "0.00", "above 0"),
        ("price", None, "price"),
        ("shape", "trapezoid", "not a valid choice"),
        ("height_mm", "tall", "integer"),
        ("height_mm", None, "needs this"),
        ("height_mm", 0, "greater than or equal to 1"),
        ("name_ru", "", "needs this"),
        ("name_en", "x" * 121, "120 characters"),
        ("is_public", "perhaps", "True or False"),
        ("swatch", "beige", "#d6cab6"),
        ("slug", "no spaces please", "slug"),
        ("slug", "halm-drum-oatmeal-30", "Another shade has this address"),
        ("stock", "many", "whole number"),
        ("stock", -1, "whole number"),
        ("stock", None, "whole number"),
        ("slug", ["halm"], "slug"),
        ("family", "nobody", "no family"),
        ("family", ["halm"], "no family"),
        ("photos", None, "a list is missing"),
        ("photos", ["a.jpg"], "a list is missing"),
        ("photos", [{"kind": "lit"}], "each with its file"),
        ("photos", [], "by day and a lit one"),
        ("weight_kg", 1, "no such field"),
        ("movements", [], "no such field"),
        ("id", 1, "no such field"),
    ],
)
def test_a_wrong_field_is_named(demo, settings, field, value, why):
    demo.products[1][field] = value
    demo.write()
    message = refusal(demo, settings)
    assert f"product {demo.products[1]['sku']}: " in message
    assert field in message
    assert why in message


@pytest.mark.parametrize("part", ["families", "lamps", "products"])
def test_an_entry_that_stands_there_twice_is_named(demo, settings, part):
    # The second would be left out in silence, as if it had been loaded before.
    demo.data[part].append(demo.data[part][0])
    demo.write()
    message = refusal(demo, settings)
    assert f"{part} {demo.data[part][0].get('sku', demo.data[part][0]['slug'])}: " in message
    assert "twice" in message


def test_a_missing_photograph_is_named(demo, settings):
    file = demo.products[1]["photos"][1]["file"]
    (demo.folder / "photos" / file).unlink()
    message = refusal(demo, settings)
    assert "photos" in message
    assert file in message


def test_a_photograph_that_is_none_is_named(demo, settings):
    file = demo.products[1]["photos"][1]["file"]
    (demo.folder / "photos" / file).write_text("not a picture")
    assert "photos" in refusal(demo, settings)


def test_a_photograph_of_no_kind_is_named(demo, settings):
    demo.products[1]["photos"][1]["kind"] = "selfie"
    demo.write()
    assert "photos: kind" in refusal(demo, settings)


def test_two_photographs_in_one_light_are_named(demo, settings):
    demo.products[1]["photos"][1]["kind"] = "unlit"
    demo.write()
    assert "photos: kind" in refusal(demo, settings)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [("families", "name_en", ""), ("families", "colour", "red"), ("lamps", "holder", "e40"), ("lamps", "use", None)],
)
def test_a_broken_lamp_or_family_is_named(demo, settings, part, field, value):
    demo.data[part][0][field] = value
    demo.write()
    message = refusal(demo, settings)
    assert f"{part} {demo.data[part][0]['slug']}: {field}" in message


@pytest.mark.parametrize("part", ["families", "lamps", "products"])
def test_an_entry_without_its_name_is_named(demo, settings, part):
    field = "sku" if part == "products" else "slug"
    del demo.data[part][0][field]
    demo.write()
    assert field in refusal(demo, settings)


@pytest.mark.parametrize("part", ["families", "lamps", "products"])
def test_a_name_that_is_no_text_is_named(demo, settings, part):
    field = "sku" if part == "products" else "slug"
    demo.data[part][0][field] = ["halm"]
    demo.write()
    assert f"{part}: {field}: write it as text" in refusal(demo, settings)


@pytest.mark.parametrize("part", ["families", "lamps", "products"])
@pytest.mark.parametrize("entries", [None, "none", [1, 2]])
def test_a_missing_part_is_named(demo, settings, part, entries):
    demo.data[part] = entries
    demo.write()
    assert f"{part}: a list of entries is missing" in refusal(demo, settings)


@pytest.mark.parametrize("text", ["{", "", "[]", '"catalogue"', "null"])
def test_a_file_that_is_no_catalogue_is_named(demo, settings, text):
    demo.write(text)
    assert refusal(demo, settings)


def test_a_folder_without_a_catalogue_is_named(demo, settings):
    (demo.folder / "catalogue.json").unlink()
    assert "cannot be read" in refusal(demo, settings)


def test_a_fault_in_the_middle_leaves_no_rows(demo, settings, monkeypatch):
    adjust = stock.adjust

    def interrupted(product_ids, delta, **reason):
        if Photo.objects.count() >= 2:
            raise KeyboardInterrupt
        return adjust(product_ids, delta, **reason)

    monkeypatch.setattr(stock, "adjust", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("seed_catalogue", demo.folder)
    assert not Product.objects.exists()
