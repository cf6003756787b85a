"""What is wrong is listed at the top of its form, each line a link to its field; and no field is hidden then."""

import re

import pytest

from catalog.tests.factories import LampFactory, ProductFactory

pytestmark = pytest.mark.django_db

WRONG = {
    "/fit/?height=x&width=&holder=q&use=": 3,
    "/fit/?lamp=none": 1,
    "/fit/?use=pendant&holder=pendant&table=x": 1,
    "/fit/?by=table&table=x&height=x": 1,
    "/products/drum/?watts=x&kind=q&bulb=other&diameter=": 3,
    "/products/?width_min=x&price_min=9&price_max=3": 2,
}


@pytest.mark.parametrize(("address", "count"), WRONG.items())
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_each_wrong_field_is_named_and_linked(client, prefix, address, count):
    ProductFactory(slug="drum")
    LampFactory()
    page = client.get(prefix + address).content.decode()
    summary = re.search(r'<div class="message message--bad" role="alert".*?</ul>', page, re.DOTALL)[0]
    anchors = re.findall(r'href="#([^"]+)"', summary)
    assert len(anchors) == count
    for anchor in anchors:
        field = re.search(rf'<(?:input|select)[^>]* id="{anchor}"[^>]*>', page)
        assert field, anchor
        assert 'aria-invalid="true"' in field[0], anchor
    assert page.count(" autofocus") == 1


def test_the_filters_of_a_phone_are_open_where_a_field_of_theirs_is_wrong(client):
    assert '<details class="filters" open>' in client.get("/products/?width_min=x").content.decode()
    assert '<details class="filters">' in client.get("/products/?width_min=9").content.decode()
