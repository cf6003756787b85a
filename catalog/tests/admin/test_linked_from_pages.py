"""Whoever hides or deletes a shade to which the shop's own pages link is told which pages these are."""

import pytest

from catalog.models import Product
from catalog.tests.admin.test_tables_in_and_out import upload
from catalog.tests.factories import ProductFactory
from catalog.tests.goods.tables import table
from pages.tests.pages import write
from shop.tests.pages import elements, words

pytestmark = pytest.mark.django_db

SHADES = "/admin/catalog/product/"
TOLD = "These pages of the shop link to HALM, and visitors will find nothing there: "


@pytest.fixture
def halm():
    write("care", title_en="Care", text_en="As [this one](/products/halm/#care) or [that](/products/tuva/).")
    write("about", title_en="About us", title_ru="О нас", text_en="No link.", text_ru="Как [этот](/ru/products/old/).")
    halm = ProductFactory(sku="HALM", slug="old")
    halm.slug = "halm"
    halm.save()
    return halm


def chosen(client, action, *shades, prefix=""):
    keys = {"action": action, "_selected_action": [shade.pk for shade in shades]}
    return words(client.post(f"{prefix}{SHADES}", keys, follow=True), ".messagelist")


def test_who_hides_it_is_told(admin_client, halm):
    other = ProductFactory(sku="TYRA")
    assert TOLD + "About us, Care." in chosen(admin_client, "hide", halm)
    assert "link to" not in chosen(admin_client, "hide", other)


def test_who_hides_several_is_told_of_those_that_are_linked(admin_client, halm):
    keys = ",".join(str(shade.pk) for shade in (halm, ProductFactory()))
    page = admin_client.post(f"{SHADES}hide/", {"shades": keys}, follow=True)
    assert TOLD in words(page, ".messagelist")


def test_who_is_about_to_delete_it_is_told(admin_client, halm):
    assert TOLD in words(admin_client.get(f"{SHADES}{halm.pk}/delete/"), ".messagelist")
    assert TOLD in chosen(admin_client, "delete_selected", halm, ProductFactory())
    assert Product.objects.filter(pk=halm.pk).exists()


def test_who_shows_it_is_not_told(admin_client, halm):
    Product.objects.filter(pk=halm.pk).update(is_public=False)
    assert "link to" not in chosen(admin_client, "show", halm)


def test_who_hides_it_by_a_table_is_told_before(admin_client, halm):
    page = upload(admin_client, table({"sku": "HALM", "is_public": "0"}))
    assert TOLD + "About us, Care." in words(page, ".messagelist")
    assert Product.objects.get(pk=halm.pk).is_public
    assert elements(upload(admin_client, table({"sku": "HALM", "price": "5"})), ".messagelist") == []
