"""The ring gauge prints in true millimetres."""

import re
from xml.etree import ElementTree

import pytest

from shop.tests.pages import browser, inline

ADDRESS = "/fit/ring-gauge/"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_one_unit_of_the_drawing_is_one_millimetre(prefix):
    response = browser().get(prefix + ADDRESS)
    root = ElementTree.fromstring(
        re.search(r"<svg viewBox=\"0 0 140.*?</svg>", response.content.decode(), re.DOTALL)[0]
    )
    assert root.get("width") == f"{root.get('viewBox').split()[2]}mm"
    assert root.get("height") == f"{root.get('viewBox').split()[3]}mm"
    assert [2 * float(ring.get("r")) for ring in root.iter("circle")] == [29, 30, 38, 40, 42]
    card = root.find("rect")
    assert (float(card.get("width")), float(card.get("height"))) == (85.60, 53.98)
    assert inline(response) == []


def test_the_page_is_reached_from_footer_finder_and_product():
    for address in ("/", "/fit/"):
        assert f'href="{ADDRESS}"' in browser().get(address).content.decode()
