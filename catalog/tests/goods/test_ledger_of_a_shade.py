"""The page of a shade has its ledger, with the stock after each movement and a way to the order."""

import pytest
from django.urls import reverse

from catalog import stock
from catalog.goods.ledger import newest_entries
from catalog.models import StockMovement
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attributes, elements, text_of
from shop.tests.staff_forms import colleague, with_rights

pytestmark = pytest.mark.django_db
ORDER = "K7QF-2M9D"


@pytest.fixture
def shade():
    shade = ProductFactory(stock=10)
    stock.take(stock.lock_products([shade.pk]), {shade.pk: 4}, order_number=ORDER)
    stock.adjust([shade.pk], 20, reason="receipt")
    return shade


def page_of(shade, client):
    return client.get(reverse("admin:catalog_product_change", args=[shade.pk]))


def test_each_movement_has_the_stock_after_it(shade, django_assert_num_queries):
    with django_assert_num_queries(1):
        entries = newest_entries(shade, 2)
    assert [(entry.signed, entry.level) for entry in entries] == [("+20", 26), ("−4", 6)]


def test_the_page_of_a_shade_shows_it_and_leads_to_the_order(shade):
    page = page_of(shade, colleague("ann"))
    rows = [[text_of(cell) for cell in row.css("td")][1:] for row in elements(page, ".goods tbody tr")]
    assert rows == [["+20", "26", "Received"], ["−4", "6", f"Sold: {ORDER}"], ["+10", "10", "Received"]]
    assert attributes(page, ".goods a", "href") == [
        f"/admin/orders/order/?q={ORDER}",
        f"/admin/catalog/stockmovement/?product__id__exact={shade.pk}",
    ]


def test_only_who_may_see_the_ledger_and_orders_has_them(shade):
    assert elements(page_of(shade, with_rights("ann", "change_product")), ".goods") == []
    page = page_of(shade, with_rights("bob", "change_product", "view_stockmovement"))
    assert len(attributes(page, ".goods a", "href")) == 1


def test_a_new_shade_has_none():
    assert elements(colleague("ann").get("/admin/catalog/product/add/"), ".goods") == []


def test_an_index_leads_to_the_movements_of_a_shade():
    assert [index.fields for index in StockMovement._meta.indexes] == [["product", "-id"]]
    assert StockMovement._meta.get_field("product").db_index is False
