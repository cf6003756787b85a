"""A consistent shop: shades with their files, and an order in each status."""

import shutil
from io import BytesIO

import pytest
from PIL import Image

from accounts.tests.factories import UserFactory
from catalog.models import Product
from catalog.photographs import renditions
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.models import Order
from orders.tests.factories import place
from pages.tests.pages import write

PAIR_FILES = ("photos/unlit.jpg", "photos/lit.jpg")


@pytest.fixture(scope="session")
def pair_of_files(tmp_path_factory):
    """A folder with all files of the pair that ProductFactory gives to each shade."""
    folder = tmp_path_factory.mktemp("pair")
    for name in PAIR_FILES:
        for file, size in renditions.files(name, 1200, 1200):
            content = BytesIO()
            Image.new("RGB", size, "#d6cab6").save(content, "JPEG" if file.endswith("jpg") else "AVIF")
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(content.getvalue())
    return folder


@pytest.fixture
def media(settings, pair_of_files):
    shutil.copytree(pair_of_files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return settings.MEDIA_ROOT


class Shop:
    """The rows of a small consistent shop; what is planted is planted in these."""

    def __init__(self):
        self.user = UserFactory()
        write("delivery")
        self.family, self.lamp = FamilyFactory(slug="halm"), LampFactory(slug="brass")
        self.shade = ProductFactory(sku="DRUM", slug="drum", stock=10, family=self.family)
        self.draft = ProductFactory(sku="DRAFT", slug="draft", is_public=False, photos=False)
        self.pending, self.paid, self.sent, self.cancelled = (
            place(self.user, self.shade, key=key, quantity=2) for key in ("pending", "paid", "sent", "cancelled")
        )
        for order in (self.paid, self.sent):
            order.pay(by=self.user)
        self.sent.dispatch(by=self.user)
        self.cancelled.cancel(by=None)

    def of(self, order):
        return Order.objects.filter(pk=order.pk)

    @property
    def shades(self):
        return Product.objects.filter(sku="DRUM")


@pytest.fixture
def shop(db):
    return Shop()
