"""Two to four shades on one scale, chosen on cards and kept in the address."""

import pytest

from catalog.models import Product
from catalog.tests.drawing.paths import box
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, attributes, browser, element, elements, inline, said, text_of, words

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
    links = attributes(response, 'th[scope="col"] > a', "href")
    return [link.removeprefix("/products/").removesuffix("/") for link in links]


def part(response, differs):
    """The labels of the rows in which the shades differ, or are alike."""
    return [text_of(label) for label in elements(response, f'[data-differs="{differs}"] th[scope="row"]')]


def boxes(response):
    """The shades that can be chosen, by the boxes on their cards."""
    return attributes(response, '[type="checkbox"][name="compare"][form="compare"]', "value")


@pytest.mark.parametrize("count", [2, 3, 4])
def test_they_stand_on_one_scale_in_the_order_of_the_address(count):
    slugs = [f"shade-{number}" for number in range(count)][::-1]
    response = compare(*slugs)
    assert columns(response) == slugs
    outlines = attributes(response, ".compare-drawing .d-shade", "d")
    widths = [right - left for left, _top, right, _bottom in map(box, outlines)]
    assert widths == [200 + 100 * int(slug[-1]) for slug in slugs]
    assert f"Compare {count} shades" in words(response)


def test_each_column_has_its_drawing_above_it_in_words_too():
    ProductFactory(slug="pendant", name_en="Pendant", fitting_position="top")
    page = compare("shade-0", "pendant")
    drawings = attributes(page, "thead tr:first-child td .compare-drawing", "aria-label")
    assert drawings[0].startswith("Shade 0 on a base ")
    assert drawings[1].startswith("Pendant on its cord: ")
    assert "those that stand on a base of the height that suits them" in text_of(element(page, ".lede"))


def test_differences_are_marked():
    response = compare("shade-0", "shade-1")
    assert part(response, "yes") == ["Width at the top", "Width at the bottom", "Lamp base"]
    alike = part(response, "no")
    assert {"Height", "Material", "Fitting"} <= set(alike)
    assert "Where they differ" in words(response)


def test_a_fact_that_one_lacks_is_a_difference():
    ProductFactory(slug="heavy", weight_g=310)
    assert "Weight" in part(compare("shade-1", "heavy"), "yes")
    assert "Weight" not in part(compare("shade-1", "shade-2"), "no")


@pytest.mark.parametrize("slugs", [[], ["shade-2"]])
def test_fewer_than_two_are_explained_and_more_are_offered(slugs):
    response = compare(*slugs)
    assert "Two to four shades side by side" in words(response)
    offered = boxes(response)
    assert len(offered) == 5 - len(slugs)
    assert not set(slugs) & set(offered)
    assert attributes(response, '#compare [name="shade"]', "value") == slugs
    if slugs:
        assert set(offered[:2]) == {"shade-1", "shade-3"}


def test_unknown_shades_are_left_out_with_a_message():
    ProductFactory(slug="hidden", is_public=False)
    response = compare("shade-0", "nothing", "hidden", "\0", "x" * 3000, "'", "shade-1")
    assert columns(response) == ["shade-0", "shade-1"]
    assert said(response) == ["5 of the shades in this address are not sold here and were ignored."]
    assert not response.cookies


def test_more_than_four_are_the_first_four_with_a_message():
    response = compare(*(f"shade-{number}" for number in range(5)))
    assert columns(response) == ["shade-0", "shade-1", "shade-2", "shade-3"]
    assert said(response) == ["No more than four shades fit side by side: these are the first four."]


def test_the_same_shade_twice_is_one():
    assert columns(compare("shade-1", "shade-1", "shade-0", "shade-1")) == ["shade-1", "shade-0"]


def test_a_shade_is_found_by_an_address_that_it_had():
    Product.objects.filter(slug="shade-1").update(slug="renamed")
    page = compare("shade-1", "shade-0", "renamed")
    assert columns(page) == ["renamed", "shade-0"]
    assert not elements(page, ".message--warn")


def test_an_address_of_thousands_is_no_burden():
    assert columns(compare("shade-0", "shade-1", *(f"no-{number}" for number in range(900)))) == ["shade-0", "shade-1"]


def test_each_can_be_taken_out_again():
    page = compare("shade-0", "shade-1", "shade-2")
    assert attributes(page, ".compare-head__remove", "href")[1] == "/compare/?shade=shade-0&shade=shade-2"


def test_a_measure_that_repeats_another_has_no_row():
    ProductFactory(slug="globe", shape="globe", top_diameter_mm=90, bottom_diameter_mm=150, widest_mm=250)
    assert "Widest" not in part(compare("shade-0", "shade-1"), "yes")
    assert "Widest" in part(compare("shade-0", "globe"), "yes")


def test_a_shade_without_an_opening_at_the_top_is_called_closed():
    ProductFactory(slug="mushroom", top_diameter_mm=0)
    page = compare("shade-0", "mushroom")
    assert "closed" in words(page)
    assert "0 cm" not in [text_of(value) for value in elements(page, "tbody td")]


def test_each_can_be_bought_with_its_price_and_stock_above_its_facts():
    Product.objects.filter(slug="shade-1").update(stock=2, price="99.50")
    Product.objects.filter(slug="shade-2").update(stock=0)
    page = compare("shade-0", "shade-1", "shade-2")
    heads = [text_of(head) for head in elements(page, ".compare-head")]
    assert "€99.50" in heads[1]
    assert "Only 2 left" in heads[1]
    assert "Sold out" in heads[2]
    assert [("Add to cart" in head) for head in heads] == [True, True, False]
    posted = attributes(page, '.compare-head [name="product_id"]', "value")
    assert posted == [str(Product.objects.get(slug=f"shade-{number}").pk) for number in (0, 1)]
    assert set(attributes(page, ".compare-head form", "action")) == {"/cart/items/"}
    assert len(elements(page, ".compare-head send-once")) == 2


def test_adding_needs_no_more_than_the_form_of_the_head():
    page = compare("shade-0", "shade-1")
    fields = {
        name: attributes(page, f'.compare-head [name="{name}"]', "value")[0] for name in ("product_id", "quantity")
    }
    visitor = browser()
    assert visitor.post("/cart/items/", fields).status_code == 303
    assert "Shade 0" in words(visitor.get("/cart/"))


def test_with_a_lamp_each_has_its_verdict():
    visitor = browser()
    visitor.post("/fit/lamp/", {"height": "38", "width": "16", "holder": "e27", "use": "table"})
    page = visitor.get("/compare/?shade=shade-1&shade=shade-4")
    assert attributes(page, "td[data-verdict]", "data-verdict") == ["possible", "unsuited"]


def test_cards_of_the_list_lead_here():
    page = browser().get("/products/")
    assert len(elements(page, '[name="compare"][form="filter-form"]')) == 5
    assert attribute(page, ".compare-bar button", "formaction") == "/compare/"
    element(browser().get("/products/shade-1/"), 'a[href="/compare/?shade=shade-1"]')


def test_inches_are_in_the_address():
    assert "Ø 11.8" in words(compare("shade-0", "shade-1", unit="in"))
    link = attribute(compare("shade-0", "shade-1"), ".units a", "href")
    assert link == "/compare/?shade=shade-0&shade=shade-1&unit=in#content"


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_it_keeps_to_the_policy(prefix):
    assert inline(browser().get(f"{prefix}/compare/?shade=shade-0&shade=shade-1")) == []
