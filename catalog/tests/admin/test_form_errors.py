"""An error of the form of a shade is listed with a link to its field, and the photographs that were sent stay."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.models import Photo, Product
from catalog.tests.admin.test_admin_products import sheet
from catalog.tests.factories import ProductFactory, picture
from shop.tests.pages import attributes, element, elements, sent, words
from shop.tests.staff_forms import colleague

pytestmark = pytest.mark.django_db
ADD = reverse("admin:catalog_product_add")


@pytest.fixture
def client():
    return colleague("staff")


def test_each_error_leads_to_its_field(client):
    page = client.post(ADD, sheet(sku="", price="x"))
    listed = dict(zip(attributes(page, ".wrong-fields a", "href"), elements(page, ".wrong-fields li"), strict=True))
    assert set(listed) == {"#id_sku", "#id_price"}
    assert listed["#id_sku"].text().startswith("SKU: ")
    for anchor in listed:
        assert element(page, anchor)


def test_the_list_takes_the_focus_and_the_title_says_error(client):
    page = client.post(ADD, sheet(sku=""))
    assert "autofocus" in element(page, ".wrong-fields").attributes
    assert words(page, "title").startswith("Error:")
    assert not words(client.get(ADD), "title").startswith("Error:")


def test_a_new_shade_is_begun_at_its_sku(client):
    """Not at the button above it, where Django's script would begin."""
    page = client.get(ADD)
    assert "autofocus" in element(page, "#id_sku").attributes
    assert elements(page, "#django-admin-form-add-constants") == []
    changed = client.get(reverse("admin:catalog_product_change", args=[ProductFactory().pk]))
    assert elements(changed, "[autofocus]") == []


def test_an_error_of_a_photograph_names_its_row(client):
    page = client.post(ADD, sheet(**{"photos-1-image": SimpleUploadedFile("b.jpg", b"no picture")}))
    assert attributes(page, ".wrong-fields a", "href") == ["#id_photos-1-image"]
    assert "Photograph #2" in words(page, ".wrong-fields")


def test_photographs_survive_an_error(client):
    page = client.post(ADD, sheet(sku=""))
    assert len(attributes(page, ".picture-input img", "src")) == 2
    client.post(ADD, sent(page) | {"sku": "NEW-1"})
    photos = Photo.objects.filter(product__sku="NEW-1")
    assert {photo.kind for photo in photos} == {"unlit", "lit"}
    assert {photo.image.name for photo in photos} == {sent_name(page, number) for number in (0, 1)}


def sent_name(page, number):
    return sent(page)[f"photos-{number}-image-kept"].rpartition(":")[0]


def test_a_photograph_that_is_chosen_now_goes_before_the_one_that_was_sent(client):
    page = client.post(ADD, sheet(sku=""))
    other = picture("c.jpg", colour="#123456")
    client.post(ADD, sent(page) | {"sku": "NEW-1", "photos-0-image": other})
    unlit = Photo.objects.get(product__sku="NEW-1", kind="unlit")
    assert unlit.image.name != sent_name(page, 0)


def test_one_that_was_sent_stays_where_a_bad_one_is_chosen(client):
    page = client.post(ADD, sheet(sku=""))
    kept = sent_name(page, 0)
    bad = SimpleUploadedFile("b.jpg", b"no picture")
    page = client.post(ADD, sent(page) | {"sku": "NEW-1", "photos-0-image": bad})
    assert attributes(page, ".wrong-fields a", "href") == ["#id_photos-0-image"]
    client.post(ADD, sent(page) | {"photos-0-image": ""})
    assert Photo.objects.get(product__sku="NEW-1", kind="unlit").image.name == kept


@pytest.mark.parametrize("said", ["photos/other/1000.jpg", "photos/other/1000.jpg:abc", "../settings.py:abc"])
def test_a_name_that_we_have_not_signed_is_no_photograph(client, said):
    page = client.post(ADD, sheet(sku=""))
    forged = sent(page) | {"sku": "NEW-1", "photos-0-image-kept": said}
    # As if no file had been sent: the pair is not complete.
    assert attributes(client.post(ADD, forged), ".wrong-fields a", "href") == ["#photos-heading"]
    assert not Product.objects.exists()


def test_limits_are_said_before_the_upload_and_the_pair_is_preset(client):
    page = client.get(ADD)
    assert "25 million pixels" in words(page, "#photos-0")
    assert "12 MB" in words(page, "#photos-0")
    assert [sent(page)[f"photos-{number}-kind"] for number in (0, 1)] == ["unlit", "lit"]


def test_a_draft_needs_no_photographs_though_their_kinds_are_preset(client):
    fields = sheet(is_public="") | {"photos-0-image": "", "photos-1-image": ""}
    del fields["is_public"]
    client.post(ADD, fields)
    assert not Photo.objects.filter(product__sku="NEW-1").exists()
    assert Product.objects.filter(sku="NEW-1", is_public=False).exists()
