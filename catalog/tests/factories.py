from decimal import Decimal
from io import BytesIO

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from catalog.models import Family, Lamp, Photo, Product, StockMovement


def picture(name="photo.jpg", size=(400, 400), colour="#d6cab6"):
    """A small true JPEG."""
    content = BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


class FamilyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Family

    slug = factory.Sequence(lambda n: f"family-{n}")
    name_en = "Halm linen drum"
    name_ru = "Льняной цилиндр «Хальм»"


class ProductFactory(factory.django.DjangoModelFactory):
    """A public drum of linen, Ø 30 × 20 cm, at 69.00, ten of them in the ledger, with its pair (no files)."""

    class Meta:
        model = Product
        skip_postgeneration_save = True

    sku = factory.Sequence(lambda n: f"DRUM-{n}")
    slug = factory.Sequence(lambda n: f"drum-{n}")
    name_en = factory.Sequence(lambda n: f"Drum {n}")
    name_ru = factory.Sequence(lambda n: f"Барабан {n}")
    description_en = "A straight drum in linen."
    description_ru = "Прямой цилиндр из льна."
    price = Decimal("69.00")
    stock = 10
    is_public = True
    shape = "drum"
    finish = "plain"
    top_diameter_mm = 300
    bottom_diameter_mm = 300
    height_mm = 200
    widest_mm = 300
    fitting = "ring_e27"
    ring_mm = Decimal("40.0")
    fitting_position = "base"
    for_table = True
    material = "linen"
    lining = "white"
    light = "glows"
    colour_family = "natural"
    colour_en = "Oatmeal"
    colour_ru = "Овсяный"
    swatch = "#d6cab6"
    max_watts = 60
    bulb_base = "E27"

    @factory.post_generation
    def ledger(self, create, extracted, **kwargs):
        if create and self.stock:
            StockMovement.objects.create(product=self, delta=self.stock, reason="receipt")

    @factory.post_generation
    def photos(self, create, extracted, **kwargs):
        if create and extracted is None:
            Photo.objects.bulk_create(PhotoFactory.build(product=self, kind=kind) for kind in ("unlit", "lit"))


class PhotoFactory(factory.django.DjangoModelFactory):
    """A row whose file is not there, unless `image=picture()` is given."""

    class Meta:
        model = Photo

    kind = "unlit"
    image = factory.LazyAttribute(lambda photo: f"photos/{photo.kind}.jpg")
    width = 1200
    height = 1200


class LampFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lamp

    slug = factory.Sequence(lambda n: f"lamp-{n}")
    name_en = "Slim brass stem"
    name_ru = "Тонкая латунная ножка"
    height_mm = 380
    width_mm = 160
    holder = "e27"
    use = "table"
