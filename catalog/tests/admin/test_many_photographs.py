"""Several photographs in one field go to the shades that their names say, all or none."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.goods.photographs import MOST_FILES
from catalog.photographs.intake import MAX_BYTES
from catalog.tests.admin.test_admin_products import said
from catalog.tests.factories import ProductFactory, picture
from shop.tests.pages import elements, text_of, words
from shop.tests.staff_forms import colleague, history, with_rights

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_renditions")]
PAGE = reverse("admin:catalog_product_photographs")


@pytest.fixture
def ann():
    return colleague("ann")


def send(client, *files):
    return client.post(PAGE, {"photographs": list(files)}, follow=True)


def faults(page):
    return [text_of(row.css("td")[1]) for row in elements(page, ".goods tbody tr")]


def test_each_goes_to_the_shade_and_the_kind_that_its_name_says(ann):
    shade = ProductFactory(sku="HALM-OAT-30", is_public=False, photos=False)
    files = (
        ("HALM-OAT-30-unlit.jpg", "#d6cab6"),
        ("HALM-OAT-30_LIT.JPG", "#f5c677"),
        ("HALM-OAT-30-detail-2.jpg", "#000000"),
    )
    for _press in range(2):
        page = send(ann, *(picture(name, colour=colour) for name, colour in files))
    assert [photo.kind for photo in shade.photos.all()] == ["unlit", "lit", "detail"]
    assert said(page) == "The shades had these photographs already."
    assert len(history(ann, shade)) == 3
    before = shade.photos.get(kind="lit").image.name
    assert said(send(ann, picture("HALM-OAT-30-lit.jpg", colour="#ffffff"))) == "1 photograph was stored."
    assert shade.photos.count() == 3
    assert shade.photos.get(kind="lit").image.name != before


def test_the_case_of_a_sku_does_not_matter(ann):
    shade = ProductFactory(sku="HALM-OAT-30", is_public=False, photos=False)
    send(ann, picture("halm-oat-30-lit.jpg"))
    assert [photo.kind for photo in shade.photos.all()] == ["lit"]


@pytest.mark.parametrize("number", [9, 17])
def test_more_files_than_one_request_can_have_are_refused_beside_the_field(ann, number):
    ProductFactory(sku="HALM", photos=False, is_public=False)
    page = send(ann, *(SimpleUploadedFile(f"HALM-detail-{file}.jpg", b"x") for file in range(number)))
    assert page.status_code == 200
    assert words(page, ".goods .errorlist") == "At most 8 files at once: send the others afterwards."
    assert "8 files at most" in words(page, ".goods .help")
    assert faults(page) == []


def test_a_request_of_as_many_files_as_the_page_allows_is_let_in():
    (limit,) = re.findall(
        r"(?s)admin/ \{\s.*?client_max_body_size (\d+)m;", (settings.BASE_DIR / "deploy/nginx/shop.conf").read_text()
    )
    assert int(limit) * 1024 * 1024 > MOST_FILES * MAX_BYTES


def test_what_is_wrong_stands_beside_the_name_and_nothing_is_stored(ann):
    shade = ProductFactory(sku="HALM", photos=False, is_public=False)
    good, again, nobody, unnamed = (picture(f"{name}.jpg") for name in ("HALM-lit", "HALM_lit", "NOPE-lit", "holiday"))
    broken = picture("HALM-unlit.jpg")
    broken.file.truncate(40)
    page = send(ann, good, again, nobody, unnamed, broken)
    assert faults(page)[0] == "–"
    for text, fault in zip(
        ["the same photograph", "No shade", "does not say", "damaged"], faults(page)[1:], strict=True
    ):
        assert text in fault
    assert not shade.photos.exists()


def test_a_public_shade_keeps_a_pair_of_one_size(ann):
    shade = ProductFactory(sku="HALM")
    before = list(shade.photos.values_list("image", flat=True))
    assert "must have the same size" in faults(send(ann, picture("HALM-lit.jpg")))[0]
    assert list(shade.photos.values_list("image", flat=True)) == before


def test_only_who_may_have_photographs_and_shades_has_the_page():
    one = with_rights("one", "change_product", "add_photo")
    assert one.get(PAGE).status_code == send(one, picture("HALM-lit.jpg")).status_code == 403
    assert with_rights("two", "change_product", "add_photo", "change_photo").get(PAGE).status_code == 200
