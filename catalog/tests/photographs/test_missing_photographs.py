"""A photograph whose files are missing: pages show its alternative text, and staff can replace it."""

import shutil

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override

from catalog.models import Photo
from catalog.tests.factories import PhotoFactory, ProductFactory, picture
from shop.tests.pages import attributes, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(settings, tmp_path):
    """A public shade, its two photographs rendered and lost."""
    settings.MEDIA_ROOT = tmp_path
    product = ProductFactory(slug="drum", photos=False)
    for kind, colour in (("unlit", "#e3e0d9"), ("lit", "#f5c677")):
        PhotoFactory(
            product=product, kind=kind, image=picture(f"{kind}.jpg", colour=colour), alt_text_en=f"Drum {kind}"
        )
    shutil.rmtree(tmp_path / "photos")
    return product


@pytest.mark.parametrize("path", ["/", "/products/", "/products/drum/", "/ru/products/drum/", "/compare/"])
def test_pages_show_its_words(client, product, path):
    page = client.get(path)
    assert page.status_code == 200
    with override("ru" if path.startswith("/ru") else "en"):
        alts = {photo.alt for photo in product.photos.all()}
    shown = set(attributes(page, "picture img", "alt"))
    # A card describes its pair once.
    assert (alts if "drum" in path else {"Drum unlit"}) <= shown


@pytest.fixture
def staff():
    return get_user_model().objects.create_superuser("staff@example.org", "three quiet lamps")


def save(client, product, **changes):
    address = reverse("admin:catalog_product_change", args=[product.pk])
    page = client.get(address)
    assert page.status_code == 200
    return client.post(address, sent(page) | changes)


def test_staff_save_the_shade(client, staff, product):
    client.force_login(staff)
    assert save(client, product, price="77.00").status_code == 302
    product.refresh_from_db()
    assert str(product.price) == "77.00"


@pytest.mark.parametrize("is_empty", [False, True])
def test_staff_change_the_words_of_the_photograph_and_its_size_stays(client, staff, product, tmp_path, is_empty):
    client.force_login(staff)
    for photo in product.photos.all() if is_empty else ():
        path = tmp_path / photo.image.name
        path.parent.mkdir(parents=True)
        path.touch()
    before = list(Photo.objects.values_list("image", "width", "height"))
    assert save(client, product, **{"photos-0-alt_text_en": "By the window"}).status_code == 302
    assert product.photos.filter(alt_text_en="By the window").exists()
    assert list(Photo.objects.values_list("image", "width", "height")) == before


def test_staff_send_the_photograph_once_more(client, staff, product, tmp_path):
    client.force_login(staff)
    assert save(client, product, **{"photos-0-image": picture("new.jpg", colour="#e3e0d9")}).status_code == 302
    assert list(tmp_path.rglob("*.avif"))


def test_staff_take_the_photograph_away(client, staff, product):
    client.force_login(staff)
    assert save(client, product, **{"is_public": "", "photos-0-DELETE": "on"}).status_code == 302
    assert product.photos.count() == 1
