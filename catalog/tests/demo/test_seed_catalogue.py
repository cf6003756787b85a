"""The demo catalogue: 24 shades with their photographs, loaded once, and what exists is left alone."""

import re
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from catalog.models import Family, Lamp, Photo, Product, StockMovement
from catalog.tests.demo.demo import Demo

pytestmark = [pytest.mark.each_database, pytest.mark.django_db, pytest.mark.usefixtures("small_renditions")]


@pytest.fixture
def demo(tmp_path):
    return Demo(tmp_path / "demo")


def seed(*arguments):
    output = StringIO()
    call_command("seed_catalogue", *arguments, stdout=output)
    return output.getvalue()


def test_the_whole_catalogue_is_loaded(tmp_path):
    """In small photographs: the true ones have a test beside this file."""
    output = seed(Demo(tmp_path / "whole", families=None, lamps=None, products=None).folder)
    assert (Product.objects.count(), Lamp.objects.count(), Family.objects.count()) == (24, 8, 3)
    assert Product.objects.public().count() == 24
    assert Photo.objects.filter(kind="unlit").count() == Photo.objects.filter(kind="lit").count() == 24
    assert all(photo.image.storage.exists(photo.image.name) and photo.width > 0 for photo in Photo.objects.all())
    assert not get_user_model().objects.exists()
    assert "102 of 102" in output
    for product in Product.objects.prefetch_related("photos"):
        kinds = [photo.kind for photo in product.photos.all()]
        assert kinds in (["unlit", "lit", "fitting", "detail"], ["unlit", "lit", "fitting", "detail", "room"])
    assert Photo.objects.filter(kind="room").count() == 6
    assert re.search(r"24 .* are new, 0 ", output)
    for product in Product.objects.all():
        received = list(product.movements.values_list("delta", "reason"))
        assert received == ([(product.stock, "receipt")] if product.stock else [])


def test_a_second_time_changes_nothing(demo, settings):
    seed(demo.folder)
    before = list(Product.objects.values()), list(StockMovement.objects.values()), list(Photo.objects.values())
    files = sorted(settings.MEDIA_ROOT.rglob("*"))
    output = seed(demo.folder)
    assert re.search(r"0 .* are new, 2 ", output)
    assert before == (
        list(Product.objects.values()),
        list(StockMovement.objects.values()),
        list(Photo.objects.values()),
    )
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files


def test_a_shade_whose_sku_exists_is_left_wholly_alone(demo):
    seed(demo.folder)
    kept = Product.objects.first()
    kept.photos.all().delete()
    Product.objects.filter(pk=kept.pk).update(price=1, name_en="Renamed by staff", is_public=False, stock=3)
    Product.objects.exclude(pk=kept.pk).delete()
    output = seed(demo.folder)
    assert re.search(r"1 .* (is|are) new, 1 ", output)
    found = Product.objects.get(pk=kept.pk)
    assert (found.price, found.name_en, found.is_public, found.stock) == (1, "Renamed by staff", False, 3)
    assert not found.photos.exists()
    assert Product.objects.count() == 2


def test_a_shade_whose_sku_and_address_staff_have_changed_does_not_come_back(demo):
    seed(demo.folder)
    renamed = Product.objects.first()
    Product.objects.filter(pk=renamed.pk).update(sku="OURS-1", slug="ours-1")
    assert "0 shades are new" in seed(demo.folder)
    assert Product.objects.count() == 2


def test_lamps_and_families_that_exist_are_left_alone(demo):
    seed(demo.folder)
    Lamp.objects.update(name_en="Grandmother's")
    Family.objects.update(name_en="Renamed")
    seed(demo.folder)
    assert set(Lamp.objects.values_list("name_en", flat=True)) == {"Grandmother's"}
    assert set(Family.objects.values_list("name_en", flat=True)) == {"Renamed"}


@pytest.mark.parametrize(("currency", "field"), [("EUR", "price"), ("RUB", "price_rub")])
def test_prices_are_read_in_the_currency_of_the_shop(demo, settings, currency, field):
    settings.CURRENCY = currency
    seed(demo.folder)
    for entry in demo.products:
        assert Product.objects.get(sku=entry["sku"]).price == Decimal(entry[field])


def test_members_of_a_family_keep_the_order_of_the_file(demo):
    for entry in demo.products:
        entry["family"] = "halm"
    demo.write()
    seed(demo.folder)
    members = Family.objects.get(slug="halm").products.order_by("family_position")
    assert list(members.values_list("family_position", "sku")) == list(enumerate(e["sku"] for e in demo.products))


def test_a_shade_without_stock_needs_no_receipt(demo):
    demo.products[0]["stock"] = 0
    demo.write()
    seed(demo.folder)
    assert not Product.objects.get(sku=demo.products[0]["sku"]).movements.exists()


def photos():
    return list(
        Photo.objects.order_by("product__sku", "position").values_list("product__sku", "kind", "image", "position")
    )


def test_pairs_first_and_the_rest_afterwards_are_all_photographs(demo):
    seed(demo.folder)
    whole = photos()
    Product.objects.all().delete()
    seed(demo.folder, "--photographs", "pair")
    assert {kind for _sku, kind, _image, _position in photos()} == {"unlit", "lit"}
    assert Product.objects.public().count() == 2
    assert f"{len(whole) - 4} photographs were added" in seed(demo.folder, "--photographs", "rest")
    assert photos() == whole
    assert "0 photographs were added" in seed(demo.folder, "--photographs", "rest")


def test_the_rest_is_not_added_to_a_shade_that_staff_photographed(demo):
    seed(demo.folder, "--photographs", "pair")
    own, other = Product.objects.order_by("pk")
    Photo.objects.filter(product=own, kind="lit").update(image="photos/own/320.jpg")
    seed(demo.folder, "--photographs", "rest")
    assert own.photos.count() == 2
    assert other.photos.count() > 2
