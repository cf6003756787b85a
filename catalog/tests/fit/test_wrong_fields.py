"""What is wrong is listed at the top of its form, each line a link to its field; and no field is hidden then."""

import pytest

from catalog.tests.factories import LampFactory, ProductFactory
from shop.tests.pages import attribute, attributes, element, elements

pytestmark = pytest.mark.django_db

WRONG = {
    "/fit/?height=x&width=&holder=q&use=": 3,
    "/fit/?lamp=none": 1,
    "/fit/?use=pendant&holder=pendant&table=x": 1,
    "/fit/replace/?top=x&bottom=&height=20&fitting=q&use=": 4,
    "/fit/replace/?top=10&bottom=30&slant=9&fitting=uno&use=wall": 1,
    "/fit/?by=table&table=x&height=x": 1,
    "/products/drum/?watts=x&kind=q&bulb=other&diameter=": 3,
    "/products/?width_min=x&price_min=9&price_max=3": 2,
}


@pytest.mark.parametrize(("address", "count"), WRONG.items())
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_each_wrong_field_is_named_and_linked(client, prefix, address, count):
    ProductFactory(slug="drum")
    LampFactory()
    page = client.get(prefix + address)
    anchors = attributes(page, '[role="alert"] a', "href")
    assert len(anchors) == count
    for anchor in anchors:
        assert attribute(page, f":is(input, select){anchor}", "aria-invalid") == "true"
    element(page, "[autofocus]")


def test_the_filters_of_a_phone_are_open_where_a_field_of_theirs_is_wrong(client):
    element(client.get("/products/?width_min=x"), "details.filters[open]")
    assert elements(client.get("/products/?width_min=9"), "details.filters[open]") == []
