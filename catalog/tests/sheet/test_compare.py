"""Two to four shades on one scale, chosen on cards and kept in the address."""

import re
from xml.etree import ElementTree

import pytest

from catalog.tests.drawing.paths import box
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, inline, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shades():
    for number, wide in enumerate((200, 300, 400, 500, 600)):
        sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 200}
        ProductFactory(slug=f"shade-{number}", name_en=f"Shade {number}", sku=f"S-{number}", **sizes)


def compare(*slugs, **more):
    response = browser().get("/compare/", {"shade": slugs, **more})
    assert response.status_code == 200
    return response


def columns(response):
    return re.findall(r'<th scope="col">.*?<a href="/products/([\w-]+)/"', response.content.decode(), re.DOTALL)


def part(response, differs):
    """The labels of the rows in which the shades differ, or are alike."""
    body = response.content.decode().partition(f'data-differs="{differs}"')[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row">([^<]+)</th>', body)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_they_stand_on_one_scale_in_the_order_of_the_address(count):
    slugs = [f"shade-{number}" for number in range(count)][::-1]
    response = compare(*slugs)
    assert columns(response) == slugs
    root = ElementTree.fromstring(re.search(r"<figure.*?</figure>", response.content.decode(), re.DOTALL)[0])
    boxes = [box(node.get("d")) for node in root.iter("path") if node.get("class") == "d-shade"]
    widths = [right - left for left, _top, right, _bottom in boxes]
    assert widths == [200 + 100 * int(slug[-1]) for slug in slugs]
    assert f"Compare {count} shades" in words(response)


def test_differences_are_marked():
    response = compare("shade-0", "shade-1")
    assert part(response, "yes") == ["Width at the top", "Width at the bottom", "Widest"]
    alike = part(response, "no")
    assert {"Price", "Height", "Material", "Fitting"} <= set(alike)
    assert "Where they differ" in words(response)


def test_a_fact_that_one_lacks_is_a_difference():
    ProductFactory(slug="heavy", weight_g=310)
    assert "Weight" in part(compare("shade-1", "heavy"), "yes")
    assert "Weight" not in part(compare("shade-1", "shade-2"), "no")


@pytest.mark.parametrize("slugs", [[], ["shade-2"]])
def test_fewer_than_two_are_explained_and_more_are_offered(slugs):
    response = compare(*slugs)
    assert "Two to four shades side by side" in words(response)
    boxes = re.findall(r'type="checkbox" name="shade" value="([\w-]+)" form="compare"', response.content.decode())
    assert len(boxes) == 5 - len(slugs)
    assert not set(slugs) & set(boxes)
    form = response.content.decode().partition('id="compare"')[2].partition("</form>")[0]
    assert re.findall(r'name="shade" value="([\w-]+)"', form) == slugs
    if slugs:
        assert set(boxes[:2]) == {"shade-1", "shade-3"}


def test_unknown_shades_are_left_out_with_a_message():
    ProductFactory(slug="hidden", is_public=False)
    response = compare("shade-0", "nothing", "hidden", "\0", "x" * 3000, "'", "shade-1")
    assert columns(response) == ["shade-0", "shade-1"]
    assert said(response) == ["5 of the shades in this address are not sold here, and were left out."]
    assert not response.cookies


def test_more_than_four_are_the_first_four_with_a_message():
    response = compare(*(f"shade-{number}" for number in range(5)))
    assert columns(response) == ["shade-0", "shade-1", "shade-2", "shade-3"]
    assert said(response) == ["Four shades are the most that fit side by side: these are the first four."]


def test_the_same_shade_twice_is_one():
    assert columns(compare("shade-1", "shade-1", "shade-0", "shade-1")) == ["shade-1", "shade-0"]


def test_an_address_of_thousands_is_no_burden():
    assert columns(compare("shade-0", "shade-1", *(f"no-{number}" for number in range(900)))) == ["shade-0", "shade-1"]


def test_each_can_be_taken_out_again():
    page = compare("shade-0", "shade-1", "shade-2").content.decode()
    assert 'href="/compare/?shade=shade-0&amp;shade=shade-2"' in page


def test_with_a_lamp_each_has_its_verdict():
    visitor = browser()
    visitor.post("/fit/lamp/", {"height": "38", "width": "16", "holder": "e27", "use": "table"})
    page = visitor.get("/compare/?shade=shade-1&shade=shade-4").content.decode()
    assert re.findall(r'<td data-verdict="(\w+)"', page) == ["possible", "no"]


def test_cards_of_the_list_lead_here():
    page = browser().get("/products/").content.decode()
    boxes = re.findall(r'type="checkbox" name="shade" value="([\w-]+)" form="compare"', page)
    assert len(boxes) == 5
    assert re.search(r'<form[^>]*id="compare"[^>]*action="/compare/"', page)
    product = browser().get("/products/shade-1/").content.decode()
    assert 'href="/compare/?shade=shade-1"' in product


def test_inches_are_in_the_address():
    assert "Ø 11.8" in words(compare("shade-0", "shade-1", unit="in"))
    assert "shade=shade-0&amp;shade=shade-1&amp;unit=in" in compare("shade-0", "shade-1").content.decode()


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_it_keeps_to_the_policy(prefix):
    assert inline(browser().get(f"{prefix}/compare/?shade=shade-0&shade=shade-1")) == []
