"""A photograph that comes in through a form or through the model is kept as renditions only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.forms import modelform_factory
from django.urls import reverse
from PIL import Image

from catalog.models import Photo, Product
from catalog.photographs import intake, renditions
from catalog.photographs.field import NOT_STORED
from catalog.tests.factories import ProductFactory, picture
from catalog.tests.photographs import pictures

pytestmark = pytest.mark.django_db
PhotoForm = modelform_factory(Photo, fields=["kind", "image"])


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def upload(name="../../evil.php\0.jpg", data=None):
    return SimpleUploadedFile(name, pictures.on_its_side().getvalue() if data is None else data, "image/jpeg")


def test_a_form_keeps_renditions_under_our_own_name(media):
    form = PhotoForm({"kind": "detail"}, {"image": upload(name="x" * 300 + ".jpg")})
    assert form.is_valid(), form.errors
    photo = form.save(commit=False)
    photo.product = ProductFactory(photos=[])
    photo.save()
    photo = Photo.objects.get()
    assert photo.image.name.startswith("photos/")
    assert photo.image.name.endswith("/300.jpg")
    assert (photo.width, photo.height) == (300, 400)
    assert sorted(path.name for path in media.rglob("*.*")) == ["300.avif", "300.jpg"]


def test_a_bad_file_is_explained_beside_its_field():
    form = PhotoForm({"kind": "detail"}, {"image": upload(data=b"GIF89a, so they say")})
    assert form.errors["image"] == [str(intake.WRONG_TYPE)]


def test_a_disk_that_takes_nothing_is_explained_beside_the_field(media):
    media.write_text("a file where the folder should be")
    form = PhotoForm({"kind": "detail"}, {"image": upload()})
    assert form.errors["image"] == [str(NOT_STORED)]


def test_what_was_half_written_is_taken_away(media):
    form = PhotoForm({"kind": "detail"}, {"image": upload()})
    with pictures.full_disk():
        assert form.errors["image"] == [str(NOT_STORED)]
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_form_without_a_new_file_keeps_the_old_one():
    name = renditions.prepare(pictures.on_its_side()).name
    photo = Photo(kind="detail", image=name, width=300, height=400)
    form = PhotoForm({"kind": "detail"}, {}, instance=photo)
    assert form.is_valid()
    assert form.save(commit=False).image.name == name
    assert not form.has_changed()


def test_the_model_keeps_renditions_too(media):
    photo = Photo.objects.create(product=ProductFactory(photos=[]), kind="detail", image=upload())
    photo.refresh_from_db()
    assert (photo.width, photo.height) == (300, 400)
    assert sorted(path.name for path in media.rglob("*.*")) == ["300.avif", "300.jpg"]


def test_showing_a_photograph_needs_one_query_and_no_file(django_assert_num_queries):
    ProductFactory()
    # No such file exists: to look for it would fail. 1 the products, 2 their photographs
    with django_assert_num_queries(2):
        [product] = Product.objects.with_photos()
        assert "/320.avif 320w" in product.photo_pair[1].sources.srcset


def test_the_admin_encodes_before_its_transaction(admin_client, monkeypatch):
    # The connection that the admin uses.
    used, save = connections["default"], Image.Image.save
    inside, depth = [], len(used.savepoint_ids)

    def save_and_note(*args, **options):
        inside.append(len(used.savepoint_ids) > depth)
        return save(*args, **options)

    product = ProductFactory(photos=[], is_public=False)
    data = {"photos-TOTAL_FORMS": 1, "photos-INITIAL_FORMS": 0, "photos-0-kind": "lit", "photos-0-image": picture()}
    monkeypatch.setattr(Image.Image, "save", save_and_note)
    # Of the form only the photograph is filled in: it is refused, and the picture was made already.
    admin_client.post(reverse("admin:catalog_product_change", args=[product.pk]), data)
    assert inside
    assert not any(inside)
