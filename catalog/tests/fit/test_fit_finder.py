"""The fit finder answers for every shade: one of four verdicts, best first, and why."""

import json
from decimal import Decimal

import pytest

from catalog.demo.seeding import DEMO
from catalog.fit.rules import judge
from catalog.models import Product
from catalog.tests.factories import LampFactory, ProductFactory
from catalog.tests.fit.shades import PlainShade, catalogue_lamps
from shop.tests.pages import attributes, browser, element, elements, inline, value_of, words

pytestmark = pytest.mark.django_db

LAMP = "height=38&width=16&holder=e27&use=table"


def shade(slug, wide, tall, **changes):
    sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": tall}
    return ProductFactory(slug=slug, **{**sizes, **changes})


@pytest.fixture
def demo():
    """The 24 shades of the demo catalogue, without their files."""
    facts = [name for name in PlainShade.__dataclass_fields__ if name not in ("name", "ring_mm")]
    for entry in json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))["products"]:
        columns = {name: entry[name] for name in facts if name in entry}
        ProductFactory(**columns, stock=entry["stock"], ring_mm=Decimal(str(entry["ring_mm"])))


def verdicts(address):
    """Slug to verdict, in the order of the page."""
    response = browser().get(address)
    assert response.status_code == 200
    answers = [one.attributes for one in elements(response, "[data-product]")]
    return {one["data-product"]: one["data-verdict"] for one in answers}


def test_examples_of_the_trade():
    shade("good", 360, 250)
    shade("wide", 480, 250)
    shade("narrow", 300, 250)
    shade("tall", 360, 390)
    shade("thin", 360, 250, fitting="ring_e14_b22", ring_mm=29)
    assert verdicts(f"/fit/?{LAMP}&unit=cm") == {
        "good": "good",
        "narrow": "possible",
        "tall": "unsuited",
        "wide": "unsuited",
        "thin": "no",
    }
    text = words(browser().get(f"/fit/?{LAMP}&unit=cm"))
    assert "36 cm wide on a 38 cm base, and tall enough to hide the holder." in text
    assert "0.5 cm wider than suits this base." in text
    assert "1 cm taller than suits this base." in text
    assert "Its ring is too small for an E27 holder." in text
    assert "1 fits well" in text
    assert "1 fits, with reservations" in text
    assert "2 go on, but are out of proportion" in text
    assert "1 cannot be mounted" in text


def test_a_small_table_is_a_warning():
    shade("drum", 360, 250)
    assert verdicts(f"/fit/?{LAMP}&table=36") == {"drum": "good"}
    assert verdicts(f"/fit/?{LAMP}&table=35") == {"drum": "possible"}
    assert "1 cm wider than the table it stands on." in words(browser().get(f"/fit/?{LAMP}&table=35"))


def test_every_caveat_of_a_possible_shade_is_told():
    shade("drum", 410, 200)
    text = words(browser().get(f"/fit/?{LAMP}&table=36"))
    assert "A little wide for this base: 41 cm on 38 cm." in text
    assert "A little short: some of the neck will show." in text
    assert "5 cm wider than the table it stands on." in text


def test_what_has_to_be_done_is_told():
    shade("drum", 360, 250, reducer_included=True)
    assert "Use the reducer in the box." in words(browser().get("/fit/?height=38&width=16&holder=b22&use=table"))


def test_inches_and_centimetres_agree(demo):
    inches = verdicts("/fit/?height=15&width=6.5&holder=e27&use=table&table=18&unit=in")
    centimetres = verdicts("/fit/?height=38.1&width=16.5&holder=e27&use=table&table=45.7&unit=cm")
    assert len(inches) == 24
    assert inches == centimetres
    assert "in wide on a 15 in base" in words(browser().get("/fit/?height=15&width=6.5&holder=e27&use=table&unit=in"))


@pytest.mark.parametrize("number", range(8))
def test_every_shade_of_the_demo_has_the_verdict_of_the_rules(demo, number):
    lamp = catalogue_lamps()[number]
    query = f"height={lamp.height_mm / 10}&width={lamp.width_mm / 10}&holder={lamp.holder}&use={lamp.use}"
    found = verdicts(f"/fit/?{query}")
    assert found == {product.slug: judge(product, lamp).level.code for product in Product.objects.all()}
    order = list(found.values())
    assert order == sorted(order, key=["good", "possible", "unsuited", "no"].index)


def test_sold_out_shades_come_last_in_their_level():
    shade("wide", 480, 250)
    shade("gone", 360, 250, stock=0)
    shade("old", 360, 250)
    shade("new", 360, 250)
    assert list(verdicts(f"/fit/?{LAMP}")) == ["new", "old", "gone", "wide"]


def test_drafts_are_not_judged():
    shade("draft", 360, 250, is_public=False)
    assert verdicts(f"/fit/?{LAMP}") == {}


def test_nothing_fits_is_said():
    shade("wide", 480, 250)
    response = browser().get(f"/fit/?{LAMP}")
    assert "None of our shades fits this lamp." in words(response)
    element(response, "details.fit-group[open]")


def test_floor_wall_and_pendant_lamps_need_no_measures():
    shade("floor", 460, 250, for_floor=True)
    shade("hangs", 460, 250, for_pendant=True, for_table=False, fitting_position="top")
    assert verdicts("/fit/?holder=e27&use=floor") == {"floor": "possible", "hangs": "no"}
    assert verdicts("/fit/?holder=pendant&use=pendant") == {"hangs": "possible", "floor": "no"}
    assert verdicts("/fit/?height=&width=&holder=e27&use=wall&table=&unit=cm") == {"floor": "no", "hangs": "no"}


def test_a_lamp_is_chosen_by_its_name():
    shade("drum", 360, 250)
    LampFactory(slug="stem", name_en="Slim brass stem")
    response = browser().get("/fit/?lamp=stem")
    assert verdicts("/fit/?lamp=stem") == {"drum": "good"}
    assert verdicts("/fit/?lamp=stem&table=14&unit=in") == {"drum": "possible"}
    assert "Slim brass stem" in words(response)
    assert value_of(response, "height", ".fit__form") == "38"


def test_without_a_question_there_is_a_form_and_no_answer():
    shade("drum", 360, 250)
    response = browser().get("/fit/")
    assert verdicts("/fit/") == {}
    assert elements(response, ".field__error") == []
    assert inline(response) == []


def test_home_leads_into_the_finder():
    shade("drum", 360, 250)
    names = attributes(browser().get("/"), 'form[action="/fit/"] [name]', "name")
    assert sorted(names) == ["height", "holder", "unit", "use", "width"]


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_answers_keep_to_the_policy(prefix, demo):
    assert inline(browser().get(f"{prefix}/fit/?{LAMP}&table=45")) == []
