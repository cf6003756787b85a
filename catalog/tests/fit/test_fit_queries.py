"""How often the pages about lamps ask the database: the same for 24 and for 240 shades, with a lamp and without."""

import pytest

from catalog.fit.remembered_lamp import COOKIE
from catalog.models import Photo, Product
from catalog.tests.factories import FamilyFactory, LampFactory, PhotoFactory, ProductFactory
from shop import for_a_minute
from shop.tests.pages import attributes, browser, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

LAMP = {"height": "30", "width": "15", "holder": "e27", "use": "table", "unit": "cm"}


@pytest.fixture(params=[24, 240])
def catalogue(request):
    LampFactory.create_batch(8)
    family = FamilyFactory()
    products = [
        ProductFactory.build(family=family if number % 2 else None, height_mm=140 + number % 80)
        for number in range(request.param)
    ]
    Product.objects.bulk_create(products)
    Photo.objects.bulk_create(PhotoFactory.build(product=p, kind=kind) for p in products for kind in ("unlit", "lit"))


@pytest.fixture(params=["without a lamp", "with a lamp"])
def visitor(request):
    client = browser()
    if request.param == "with a lamp":
        client.post("/fit/lamp/", LAMP)
        assert COOKIE.name in client.cookies
    return client


def test_the_answers(catalogue, visitor, django_assert_num_queries):
    # 1 the lamps that staff keep, 2 how many shades there are, 3 which fit well, 4 which with reservations, 5 the
    # shades of the page, 6 their photographs
    with django_assert_num_queries(6):
        visitor.get("/fit/", LAMP)


def test_the_answers_for_a_lamp_are_kept_for_a_minute_and_the_shades_are_not(
    catalogue, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    for_a_minute.forget()
    shown = attributes(browser().get("/fit/", LAMP), ".fit-result", "data-product")
    Product.objects.filter(slug=shown[0]).update(is_public=False)
    Product.objects.filter(slug=shown[1]).update(price="7.50")
    # 1 the lamps that staff keep, 2 how many shades there are, 3 the shades of the page, 4 their photographs
    with django_assert_num_queries(4):
        page = browser().get("/fit/", {**LAMP, "height": "11.811", "width": "5.9055", "unit": "in"})
    for_a_minute.forget()
    assert attributes(page, ".fit-result", "data-product") == shown[1:]
    assert "7.50" in words(page, f'[data-product="{shown[1]}"]')


def test_the_list(catalogue, visitor, django_assert_num_queries):
    # 1 how many there are, 2 the shades of the page, 3 their photographs, 4 the colours of their families
    # with a lamp also which fit it, unless they are known for a minute
    with django_assert_num_queries(5 if COOKIE.name in visitor.cookies else 4):
        visitor.get("/products/")


def test_the_product(catalogue, visitor, django_assert_num_queries):
    alone = Product.objects.filter(family=None).first()
    # 1 the shade, 2 its photographs
    with django_assert_num_queries(2):
        visitor.get(f"{alone.get_absolute_url()}?watts=40&kind=led&bulb=a60")


def test_the_comparison(catalogue, visitor, django_assert_num_queries):
    shades = list(Product.objects.values_list("slug", flat=True)[:4])
    # 1 the shades, 2 their photographs
    with django_assert_num_queries(2):
        visitor.get("/compare/", {"shade": shades})
    # 1 the shade, 2 its photographs, 3 what to compare it with, 4 their photographs
    with django_assert_num_queries(4):
        visitor.get("/compare/", {"shade": shades[0]})


def test_the_ring_gauge(catalogue, visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.get("/fit/ring-gauge/")
