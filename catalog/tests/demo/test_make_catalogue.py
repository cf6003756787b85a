"""Invented shades for measurements: like the demo's, and whole in all that the shop relies on."""

import json
import random
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.demo import invented, making
from catalog.demo.invented import designs
from catalog.demo.making import make
from catalog.demo.seeding import DEMO, SHOP_FIELDS
from catalog.fit.shade import as_shade
from catalog.fit.suits import bases
from catalog.models import Family, Photo, Product
from catalog.models.photograph import PAIR
from catalog.search.text import document
from catalog.search.words import SearchWord
from catalog.tests.demo.demo import Demo
from catalog.tests.listing.lists import slugs
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, small_renditions, monkeypatch):
    monkeypatch.setattr(making, "BATCH", 40)
    return Demo(tmp_path / "demo").folder


def printed(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_a_true_shop_is_never_filled_with_invented_shades():
    with pytest.raises(CommandError, match="BENCH=1"):
        call_command("make_catalogue", "5")
    assert not Product.objects.exists()


def test_it_says_how_many_are_made(folder, settings, monkeypatch):
    settings.BENCH = True
    monkeypatch.setattr("catalog.management.commands.make_catalogue.make", lambda n, progress: progress(n, n))
    assert printed("make_catalogue", "7").endswith("7 of 7\n7 shades were made\n")
    with pytest.raises(CommandError, match="1 or more"):
        call_command("make_catalogue", "0")


def test_the_shop_is_whole_afterwards(folder):
    make(90, folder=folder)
    make(10, folder=folder)
    assert Product.objects.count() == 2 + 90 + 10
    assert printed("check_shop").endswith("0 inconsistencies\n")
    assert all(product.search_text == document(product) for product in Product.objects.all())
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert "\n0 of 102 texts" in printed("refresh_search")
    assert words == set(SearchWord.objects.values_list("word", flat=True))


def test_they_share_the_photographs_of_the_demo(folder):
    make(60, folder=folder)
    demo = Photo.objects.filter(product__in=Product.objects.order_by("pk")[:2], kind__in=PAIR)
    files = set(demo.values_list("image", flat=True))
    assert set(Photo.objects.values_list("image", flat=True)) == files
    assert len(files) == 4


def test_they_are_found_and_have_families_and_drafts(folder, monkeypatch):
    monkeypatch.setattr(invented, "DRAFTS", 4)
    make(60, folder=folder)
    shades = Product.objects.order_by("pk")[2:]
    assert {shade.is_public for shade in shades} == {True, False}
    assert any(shade.is_sold_out for shade in shades)
    assert Family.objects.filter(products__in=shades).exists()
    one = next(shade for shade in shades if shade.is_public)
    assert slugs(browser().get(f"/products/?q={one.sku}")) == [one.slug]
    assert browser().get(f"/ru{one.get_absolute_url()}").status_code == 200


def test_the_next_shade_of_staff_has_the_next_key(folder):
    make(5, folder=folder)
    last = Product.objects.order_by("pk").last()
    added = Product.objects.create(sku="OWN", slug="own", price="1.00")
    assert added.pk > last.pk


def test_every_design_of_the_demo_gives_shades_that_can_be_sold():
    entries = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))["products"]
    demo = [Product(**{name: value for name, value in entry.items() if name not in SHOP_FIELDS}) for entry in entries]
    for like in demo:
        # Always like this one, but in the colours of all.
        design = replace(next(designs(demo, random.Random(like.sku), now=timezone.now())), like=like, widths=[20, 45])
        for values in design.shades(1):
            shade = Product(**values | {"is_public": True})
            shade.full_clean(exclude=["price"], validate_unique=False)
            assert bases(as_shade(shade)) or not shade.for_table, values
