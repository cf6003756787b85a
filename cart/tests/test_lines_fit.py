"""The lines of a cart say whether they fit the lamp that is remembered."""

import pytest

from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, elements, words

pytestmark = pytest.mark.django_db

LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table"}


@pytest.fixture
def client():
    visitor = browser()
    for wide in (360, 500):
        sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 250}
        visitor.post("/cart/items/", {"product_id": ProductFactory(**sizes).pk, "quantity": "1"})
    return visitor


def test_each_line_has_its_verdict(client):
    assert elements(client.get("/cart/"), "[data-verdict]") == []
    client.post("/fit/lamp/", LAMP)
    text = words(client.get("/cart/"))
    assert "Fits your lamp" in text
    assert "2.5 cm wider than suits this base." in text


def test_a_shade_that_became_a_draft_has_no_verdict_and_no_fault(client):
    client.post("/fit/lamp/", LAMP)
    Product.objects.filter(widest_mm=500).update(is_public=False, height_mm=None, widest_mm=None)
    text = words(client.get("/cart/"))
    assert "Fits your lamp" in text
    assert "wider than" not in text


def test_verdicts_need_no_query(client, django_assert_num_queries):
    client.post("/fit/lamp/", LAMP)
    # 1 the lines with their products, 2 their photographs
    with django_assert_num_queries(2):
        client.get("/cart/")
