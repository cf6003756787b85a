"""Faults of shades and pages, of the rows of their photographs and of search, and rows without their parents."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from catalog.models import Family, Lamp, OldSlug, Photo, Product, StockMovement
from catalog.search.words import SearchWord
from orders.models import Order, OrderEvent, OrderItem
from orders.tests.check_shop.named import assert_named
from pages.models import Page, PageVersion
from shop.models import TaskRun
from shop.tests.constraints import without

LATER = timezone.now() + timedelta(days=1)


def photos(shop, **fields):
    return Photo.objects.filter(product=shop.shade, **fields)


def without_rule(rule, **values):
    """Plants values in the shade that a constraint refuses."""

    def plant(shop):
        with without("products", rule):
            shop.shades.update(**values)

    return plant


def broken(model, rule, plant):
    """Plants what a constraint of this table refuses."""

    def planted(shop):
        with without(model._meta.db_table, rule):
            plant(shop)

    return planted


def without_its_parent(model, **key):
    """A row whose foreign key leads nowhere: to the end of a test neither database looks at a deferred key."""

    def plant(shop):
        row = model._base_manager.order_by("pk").first()
        model._base_manager.filter(pk=row.pk).update(**key)

    return plant


PLANTED = {
    # Stock and its ledger
    "stock typed over": (
        lambda shop: shop.shades.update(stock=99),
        "product DRUM: stock is 99, its movements sum to 4",
    ),
    "stock without a ledger": (
        lambda shop: StockMovement.objects.filter(reason="receipt", product=shop.shade).delete(),
        "product DRUM: stock is 4, its movements sum to -6",
    ),
    "more sold than there was": (
        lambda shop: StockMovement.objects.filter(reason="receipt", product=shop.shade).update(id=99999),
        "its stock would have been -2",
    ),
    "a sale that adds stock": (
        lambda shop: StockMovement.objects.filter(order_number=shop.paid.number).update(delta=2),
        "product DRUM: a sale of 2 has the wrong sign",
    ),
    "stock below zero": (without_rule("products_stock_not_negative", stock=-1), "breaks products_stock_not_negative"),
    "a movement of nothing": (
        broken(StockMovement, "stock_movements_delta_not_zero", lambda shop: shop.shade.movements.update(delta=0)),
        "breaks stock_movements_delta_not_zero",
    ),
    # The data sheet
    "a price of zero": (without_rule("products_price_above_zero", price=0), "breaks products_price_above_zero"),
    "a price that no order could hold": (
        without_rule("products_price_fits", price=Decimal("99999999.99")),
        "breaks products_price_fits",
    ),
    "no Russian name": (without_rule("products_public_name_ru", name_ru=""), "breaks products_public_name_ru"),
    "no description": (
        without_rule("products_public_description_en", description_en=""),
        "breaks products_public_description_en",
    ),
    "an unknown shape": (without_rule("products_shape_known", shape="blob"), "breaks products_shape_known"),
    "no height": (without_rule("products_public_height_mm", height_mm=None), "breaks products_public_height_mm"),
    "no ring": (without_rule("products_public_ring_mm", ring_mm=None), "breaks products_public_ring_mm"),
    "for no lamp": (without_rule("products_public_use", for_table=False), "breaks products_public_use"),
    "wider at the top": (
        without_rule("products_top_not_wider", top_diameter_mm=900, widest_mm=900),
        "breaks products_top_not_wider",
    ),
    "an address in capital letters of a shade": (
        without_rule("products_slug_lower_case", slug="DRUM"),
        "its address is 'DRUM'",
    ),
    "an address with a slash": (
        lambda shop: shop.shades.update(slug="a/b"),
        "product {shade.pk}: its address is 'a/b'",
    ),
    "no SKU": (lambda shop: shop.shades.update(sku=""), "product {shade.pk}: it has no SKU"),
    "on no base": (
        lambda shop: shop.shades.update(
            top_diameter_mm=400,
            bottom_diameter_mm=400,
            widest_mm=400,
            height_mm=100,
            search_text=shop.shade.search_text,
        ),
        "product DRUM: it is for table lamps, and by the rules of size goes on none",
    ),
    "a shade of the future": (lambda shop: shop.shades.update(created_at=LATER), "created_at is in the future"),
    "composition in one language": (
        lambda shop: shop.shades.update(composition_en="Linen"),
        "product DRUM: its composition or care is there in one language only",
    ),
    "a family without a name": (lambda shop: Family.objects.update(name_ru=""), "family halm: it has no name"),
    "a lamp without a name": (lambda shop: Lamp.objects.update(name_en=""), "lamp brass: it has no name"),
    "a lamp without a height": (
        broken(Lamp, "lamps_table_measured", lambda shop: Lamp.objects.update(height_mm=None)),
        "breaks lamps_table_measured",
    ),
    "an earlier address that is none": (
        lambda shop: OldSlug.objects.create(slug="a b", product=shop.shade),
        "earlier address a b: its address is 'a b'",
    ),
    # The shop's own words
    "words changed by hand": (
        lambda shop: Page.objects.update(text_en="By train."),
        "page delivery: its newest version is not what it says",
    ),
    "words without a version": (
        lambda shop: PageVersion.objects.all().delete(),
        "page delivery: its newest version is not what it says",
    ),
    # The rows of photographs
    "shown without its lit photograph": (
        lambda shop: photos(shop, kind="lit").delete(),
        "product DRUM: it is shown without its two photographs",
    ),
    "a pair of two sizes": (
        lambda shop: photos(shop, kind="lit").update(width=1000),
        "product DRUM: the two photographs of its pair differ in size",
    ),
    "a photograph of no size": (
        broken(Photo, "photos_size_above_zero", lambda shop: photos(shop, kind="lit").update(height=0)),
        "breaks photos_size_above_zero",
    ),
    "an unknown kind of photograph": (
        broken(Photo, "photos_kind_known", lambda shop: photos(shop, kind="lit").update(kind="x")),
        "breaks photos_kind_known",
    ),
    "described in one language": (
        lambda shop: photos(shop, kind="lit").update(alt_text_en="Lit"),
        "of product DRUM: it is described in one language only",
    ),
    "two photographs described alike": (
        lambda shop: photos(shop).update(alt_text_en="A shade", alt_text_ru="Абажур"),
        "product DRUM: 2 photographs have the same description",
    ),
    # Search
    "no search text": (lambda shop: shop.shades.update(search_text=""), "product DRUM: its search text is not that of"),
    "the search text of another name": (
        lambda shop: shop.shades.update(name_en="Straw hat"),
        "product DRUM: its search text is not that of its data",
    ),
    "no search words": (
        lambda shop: SearchWord.objects.all().delete(),
        "search word linen: it is not in the list of known words",
    ),
    "a wrong stem": (
        lambda shop: SearchWord.objects.filter(word="linen").update(stem="li"),
        "search word linen: its stem is 'li'",
    ),
    # Tasks
    "a task that ended in the future": (
        lambda shop: TaskRun.objects.create(name="tidy", finished_at=LATER, failures=0),
        "row tidy of task_runs: finished_at is in the future",
    ),
    # Rows without their parents
    "a line whose order is gone": (
        without_its_parent(OrderItem, order=99999),
        "its order_id 99999 is no row of orders",
    ),
    "an event whose order is gone": (
        without_its_parent(OrderEvent, order=99999),
        "its order_id 99999 is no row of orders",
    ),
    "an order whose user is gone": (without_its_parent(Order, user=99999), "its user_id 99999 is no row of users"),
    "a photograph whose shade is gone": (
        without_its_parent(Photo, product=99999),
        "its product_id 99999 is no row of products",
    ),
    "a movement whose shade is gone": (
        without_its_parent(StockMovement, product=99999),
        "of stock_movements: its product_id 99999 is no row of products",
    ),
    "a shade whose family is gone": (
        without_its_parent(Product, family=99999),
        "its family_id 99999 is no row of families",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_named(shop, name):
    plant, named = PLANTED[name]
    with transaction.atomic():
        plant(shop)
        assert_named(named.format(**vars(shop)))
        # A key that leads nowhere may not be there when the test ends.
        transaction.set_rollback(True)
