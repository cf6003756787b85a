"""The finder asks for the kind of lamp first, then only for what that kind is judged by; its answer comes first."""

import pytest

from catalog.tests.factories import LampFactory, ProductFactory
from shop.tests.pages import attribute, attributes, browser, element, elements, value_of, words

pytestmark = pytest.mark.django_db

FORM = '.fit__form form[action="/fit/"]:not(.fit__named)'
LAMP = "height=38&width=16&holder=e27&use=table&unit=cm"


@pytest.fixture(autouse=True)
def _shade():
    ProductFactory(slug="drum")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("table", {"use", "unit", "height", "width", "holder", "table"}),
        ("pendant", {"use", "unit", "holder", "table"}),
        ("floor", {"use", "unit", "holder"}),
        ("wall", {"use", "unit", "holder"}),
    ],
)
def test_each_kind_is_asked_only_for_what_it_needs(kind, asked):
    page = browser().get(f"/fit/?use={kind}")
    assert set(attributes(page, f"{FORM} [name]", "name")) == asked
    assert attribute(page, f'{FORM} [name="use"]', "value") == kind
    assert attribute(page, ".fit__form nav [aria-current]", "href") == f"/fit/?use={kind}"
    assert elements(page, ".field__error") == []


def test_the_four_kinds_stand_first():
    page = browser().get("/fit/")
    uses = [address.removeprefix("/fit/?use=") for address in attributes(page, ".fit__form nav a", "href")]
    assert uses == ["table", "floor", "pendant", "wall"]


def test_inches_stay_with_another_kind():
    page = browser().get("/fit/?use=table&unit=in")
    assert "/fit/?use=wall&unit=in" in attributes(page, ".fit__form nav a", "href")


def test_what_was_typed_goes_on_to_the_form_of_another_kind_and_back():
    visitor = browser()
    typed = visitor.get("/fit/?height=38&width=&holder=e14&use=table")
    (to_floor,) = [url for url in attributes(typed, ".fit__form nav a", "href") if "use=floor" in url]
    floor = visitor.get(to_floor)
    assert elements(floor, ".field__error") == []
    assert attribute(floor, '[name="holder"] [selected]', "value") == "e14"
    (back,) = [url for url in attributes(floor, ".fit__form nav a", "href") if "use=table" in url]
    assert value_of(visitor.get(back), "height", FORM) == "38"


def test_measures_that_a_kind_does_not_ask_for_are_not_lost():
    page = browser().get("/fit/?height=50&width=15&holder=e27&use=floor&unit=in&table=")
    sent = {one.attributes["name"]: one.attributes["value"] for one in elements(page, f"{FORM} [type=hidden]")}
    assert sent == {"use": "floor", "unit": "in", "height": "50", "width": "15"}


@pytest.mark.parametrize(("unit", "least", "most"), [("in", "4", "196.8"), ("cm", "10", "500")])
def test_the_bounds_that_a_message_names_are_within(unit, least, most):
    query = f"height=10&width=5&holder=e27&use=table&unit={unit}&table="
    assert f"Enter a length from {least} {unit} to {most} {unit}." in words(browser().get(f"/fit/?{query}9999"))
    for end in (least, most):
        assert "Enter a length" not in words(browser().get(f"/fit/?{query}{end}"))


def test_an_answer_folds_the_form_to_one_line_and_has_the_focus():
    page = browser().get(f"/fit/?{LAMP}")
    assert words(page, "details#form > summary") == "Table lamp, 38 cm tall, 16 cm wide, E27 change"
    assert attribute(page, "[autofocus]", "id") == "answers"
    assert elements(page, "details#form[open]") == []


def test_a_wrong_form_is_open_and_no_answer_follows():
    page = browser().get("/fit/?height=x&width=16&holder=e27&use=table")
    element(page, "div#form")
    assert elements(page, "#answers") == []


def test_a_remembered_lamp_does_not_take_the_focus():
    visitor = browser()
    visitor.post("/fit/lamp/", {"holder": "e27", "use": "floor"})
    page = visitor.get("/fit/")
    element(page, "#answers")
    assert elements(page, "[autofocus]") == []


def test_common_lamps_are_told_by_name_and_size_and_none_is_chosen():
    LampFactory(slug="round", name_en="Small round base", height_mm=300, width_mm=170)
    page = browser().get("/fit/")
    assert words(page, "#id_lamp option:not([value=''])") == "Small round base, 30 × 17 cm, E27"
    assert attribute(page, "#id_lamp option:first-child", "value") == ""


def test_the_former_address_of_the_pendant_helper_still_answers():
    page = browser().get("/fit/?by=table&table=90")
    assert words(page, "details#form > summary").startswith("Pendant, hanging cable, a table of 90 cm")
    assert "45 cm to 60 cm" in words(page)
