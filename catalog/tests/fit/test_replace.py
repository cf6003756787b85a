"""The page that finds what can take the place of an old shade; what was asked is in the address."""

import pytest

from catalog.fit.old_shade import height_from_slant, least_slant_mm
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, attributes, beside, browser, element, elements, inline, value_of, words

pytestmark = pytest.mark.django_db

ASKED = {"top": "30", "bottom": "30", "height": "20", "fitting": "ring_e27", "use": "table", "unit": "cm"}


def ask(prefix="", **changes):
    asked = {name: typed for name, typed in {**ASKED, **changes}.items() if typed is not None}
    response = browser().get(f"{prefix}/fit/replace/", asked)
    assert response.status_code == 200
    return response


def shown(page):
    return attributes(page, "[data-product]", "data-product")


def said(page):
    return words(page, ".replacement__difference")


@pytest.mark.parametrize(
    ("shade", "difference"),
    [
        ({}, "Same width, same height, same ring."),
        ({"wide": 320, "height_mm": 190}, "2 cm wider, 1 cm lower, same ring."),
        ({"wide": 285, "height_mm": 225}, "1.5 cm narrower, 2.5 cm taller, same ring."),
        (
            {"top_diameter_mm": 150, "bottom_diameter_mm": 310},
            "15 cm narrower at the top, 1 cm wider at the bottom, same height, same ring.",
        ),
        (
            {"top_diameter_mm": 299},
            "0.1 cm narrower at the top, same width at the bottom, same height, same ring.",
        ),
        ({"fitting": "duplex", "ring_mm": 110}, "Same width, same height, with a duplex ring."),
    ],
)
def test_each_difference_is_said(shade, difference):
    if wide := shade.pop("wide", None):
        shade |= {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide}
    ProductFactory(**{"widest_mm": 320, **shade})
    assert said(ask()) == difference


def test_differences_are_said_in_the_shoppers_unit_and_language():
    ProductFactory(top_diameter_mm=320, bottom_diameter_mm=320, widest_mm=320, height_mm=190)
    page = ask(unit="in", top="12", bottom="12", height="8")
    assert said(page) == "0.6 in wider, 0.5 in lower, same ring."
    assert "Old shade 12 × 12 × 8 in, E27 ring" in words(page, "summary")
    assert said(ask("/ru")) == "Шире на 2 см, ниже на 1 см, то же кольцо."


def test_what_hangs_is_shorter_and_not_lower():
    ProductFactory(for_pendant=True, fitting_position="top", height_mm=190)
    assert said(ask(use="pendant")) == "Same width, 1 cm shorter, same ring."


def test_the_other_side_and_the_widest_place_are_said():
    sides = {"top_diameter_mm": 300, "top_depth_mm": 180, "bottom_diameter_mm": 300, "bottom_depth_mm": 200}
    ProductFactory(shape="oval", **sides)
    page = ask()
    assert said(page) == "Same width, same height, same ring."
    assert "Oval: 30 × 20 cm at the bottom, compared by its larger side." in words(page)
    ProductFactory(shape="globe", widest_mm=450)
    assert "45 cm at its widest." in words(ask())


@pytest.mark.parametrize(
    ("old", "shade", "note"),
    [
        ("ring_e14_b22", {"reducer_included": True}, "Use the reducer in the box."),
        ("duplex", {"reducer_included": True}, "On a B22 holder use the reducer in the box."),
        ("ring_e14_b22", {"fitting": "clip_candle", "ring_mm": None}, "Only if your lamp has an E14 holder."),
        ("ring_e27", {"fitting": "duplex", "ring_mm": 110}, "It sits on a shade carrier: choose one"),
        ("duplex", {"fitting": "ring_e14_b22", "ring_mm": 29}, "Only if your lamp has a B22 holder."),
    ],
)
def test_what_is_to_be_known_of_its_mounting_is_said(old, shade, note):
    ProductFactory(**shade)
    assert note in words(ask(fitting=old), ".replacement")


def test_nothing_is_said_of_a_mounting_that_is_the_same():
    ProductFactory()
    assert elements(ask(), ".replacement .fine") == []


def test_what_is_sold_out_keeps_its_place_and_says_so():
    ProductFactory(slug="same", stock=0)
    ProductFactory(slug="other", height_mm=210)
    page = ask()
    assert shown(page) == ["same", "other"]
    assert "Sold out" in words(page, '[data-product="same"]')


def test_both_outlines_are_drawn_to_one_scale():
    ProductFactory()
    page = ask(top="20", bottom="40")
    new, old = elements(page, ".replacement__drawing path:is(.d-shade, .d-old)")
    assert new.attributes["d"] == "M-150 -200H150L150 0H-150L-150 -200Z"
    assert old.attributes["d"] == "M-100 -200H100L200 0H-200L-100 -200Z"
    assert old.attributes["class"] == "d-old"
    assert old.attributes["transform"] == new.parent.attributes["transform"] == "translate(0 0)"


def test_what_hangs_is_drawn_from_its_upper_edge():
    ProductFactory(for_pendant=True, fitting_position="top", height_mm=150)
    new, old = elements(ask(use="pendant"), ".replacement__drawing path:is(.d-shade, .d-old)")
    assert new.parent.attributes["transform"] == "translate(0 150)"
    assert old.attributes["transform"] == "translate(0 200)"


def test_the_answer_has_the_focus_and_the_form_is_one_line():
    ProductFactory()
    page = ask()
    assert words(page, "h2[autofocus]") == "Nearest in size"
    assert "1 shade that can be mounted where the old one was." in words(page)
    folded = element(page, "main details")
    assert "open" not in folded.attributes
    assert words(folded, "summary") == "Old shade 30 × 30 × 20 cm, E27 ring change"
    assert value_of(folded, "top", "form") == "30"


def test_without_a_question_the_form_is_open():
    page = browser().get("/fit/replace/")
    assert elements(page, "main details, [data-product], [autofocus]") == []
    assert attribute(page, '[name="use"][checked]', "value") == "table"
    page = browser().get("/fit/replace/?use=pendant&fitting=uno&unit=in")
    assert attributes(page, "main [checked]", "value") == ["pendant", "in", "uno"]
    assert elements(page, ".field__error") == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(
            (name, typed)
            for name in ("top", "bottom", "height", "slant")
            for typed in ("x", "-3", "1e3", "151000", "3 q")
        ),
        *((name, "250") for name in ("top", "bottom", "height", "slant")),
        *(("top", ""), ("bottom", ""), ("bottom", "0"), ("height", ""), ("height", "0,5")),
        *(("use", ""), ("use", "sea"), ("fitting", ""), ("fitting", "nail"), ("unit", "ell")),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_what_is_wrong_is_said_beside_its_field_and_kept(prefix, name, typed):
    ProductFactory()
    page = ask(prefix, **{name: typed})
    assert shown(page) == []
    assert beside(page, name)
    if name in ("top", "bottom", "height", "slant"):
        assert value_of(page, name) == typed
    element(page, '[role="alert"][autofocus]')


@pytest.mark.parametrize("typed", ["30 cm", "30cm", "300 mm", "30,0 см", '11.811"', "11.811 in", "0.3 m", "30 CM"])
def test_a_length_may_name_its_own_unit(typed):
    ProductFactory(slug="same")
    page = ask(top=typed, unit="cm")
    assert said(page) == "Same width, same height, same ring."
    assert value_of(page, "top") == typed
    assert said(ask(top=typed, bottom="11.811", height="7.874", unit="in")) == "Same width, same height, same ring."


def test_a_slope_that_makes_no_shade_is_refused():
    ProductFactory()
    page = ask(top="10", bottom="30", height="", slant="10")
    assert beside(page, "slant") == "Too short for these widths: the slope would be at least 10.1 cm."
    page = ask(top="10", bottom="15.1", height="", slant="2.6")
    assert beside(page, "slant") == "With this slope the shade would be only 0.5 cm tall."
    assert shown(ask(top="10", bottom="30", height="", slant="10.1"))


def test_a_slope_stands_for_the_height():
    ProductFactory(top_diameter_mm=100, bottom_diameter_mm=250, height_mm=100, widest_mm=250)
    page = ask(top="10", bottom="25", height="", slant="12.5")
    assert said(page) == "Same width, same height, same ring."
    assert height_from_slant(100, 250, 125) == height_from_slant(250, 100, 125) == 100
    assert height_from_slant(300, 300, 200) == 200
    assert height_from_slant(100, 301, 100) is None
    for top, bottom in ((100, 300), (100, 301), (300, 100), (200, 200)):
        least = least_slant_mm(top, bottom)
        assert height_from_slant(top, bottom, least)
        assert height_from_slant(top, bottom, least - 1) is None


def test_the_height_counts_where_both_are_given():
    ProductFactory()
    assert said(ask(slant="99")) == "Same width, same height, same ring."


@pytest.mark.parametrize(
    ("changes", "why", "more"),
    [
        ({"use": "wall"}, "None of our shades for lamps of this kind", "/products/?use=wall"),
        ({"use": "floor", "fitting": "clip_candle"}, "A candle clip is light", "/products/?use=floor"),
    ],
)
def test_an_empty_answer_says_why_and_leads_on(changes, why, more):
    ProductFactory(for_wall=False)
    page = ask(**changes)
    assert shown(page) == []
    assert why in words(page, ".replacements")
    assert attributes(page, ".replacements a", "href") == [more, "/fit/"]
    element(page, "h2[autofocus]")


def test_the_canonical_address_is_the_page(settings):
    ProductFactory()
    page = ask()
    assert attribute(page, '[rel="canonical"]', "href") == f"{settings.SITE_URL}/fit/replace/"
    assert elements(page, '[name="robots"]') == []
    assert not page.cookies
    assert inline(page) == []


def test_the_map_of_the_site_has_it_in_both_languages():
    found = [place.text() for place in elements(browser().get("/sitemap.xml"), "loc")]
    assert [path for path in found if path.endswith("/fit/replace/")] == [
        f"http://testserver{prefix}/fit/replace/" for prefix in ("", "/ru")
    ]


@pytest.mark.parametrize("place", ["/ footer", "/ main", "/fit/ main", "/products/ footer"])
def test_it_is_found_from(place):
    path, within = place.split()
    assert len(elements(browser().get(path), f'{within} [href="/fit/replace/"]')) == 1


def test_it_asks_the_database_twice(django_assert_num_queries):
    for _ in range(15):
        ProductFactory()
    # 1 the nearest shades, 2 their photographs
    with django_assert_num_queries(2):
        assert len(shown(ask())) == 12
