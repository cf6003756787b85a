"""Photographs in two open forms of one shade: nothing of the other's work is undone, deleted or a dead end."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import Product
from catalog.tests.factories import PhotoFactory, ProductFactory, picture
from shop.tests.pages import browser, elements, sent, text_of, words
from shop.tests.staff_forms import colleague, form_of, history, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_renditions")]


@pytest.fixture
def ann():
    return colleague("ann")


@pytest.fixture
def bob():
    return colleague("bob")


@pytest.fixture
def product():
    """A draft with its pair and a detail."""
    product = ProductFactory(is_public=False)
    PhotoFactory(product=product, kind="detail", position=2)
    return product


def large(colour):
    return picture(f"{colour[1:]}.jpg", size=(1200, 1200), colour=colour)


def errors(page):
    return [text_of(one) for one in elements(page, ".errorlist li")]


def images(product):
    return dict(product.photos.values_list("kind", "image"))


def test_a_file_that_was_replaced_meanwhile_is_a_conflict(ann, bob, product):
    anns, bobs = form_of(ann, product), form_of(bob, product)
    assert save(bob, product, bobs | {"photos-2-image": large("#111111")}).status_code == 302
    his = images(product)["detail"]
    page = save(ann, product, anns | {"photos-2-image": large("#222222"), "care_en": "Dust it."})
    assert errors(page) == ["bob@example.org replaced this file in the meantime. Save again to use yours instead."]
    assert images(product)["detail"] == his
    again = sent(page)
    assert again["care_en"] == "Dust it."
    assert save(ann, product, again).status_code == 302
    assert images(product)["detail"] != his


def test_a_file_that_was_replaced_meanwhile_stays(ann, bob, product):
    anns, bobs = form_of(ann, product), form_of(bob, product)
    save(bob, product, bobs | {"photos-2-image": large("#111111")})
    his = images(product)["detail"]
    assert save(ann, product, anns | {"photos-2-alt_text_en": "Seam"}).status_code == 302
    assert images(product)["detail"] == his
    assert product.photos.get(kind="detail").alt_text_en == "Seam"


def test_the_same_file_from_both_is_no_conflict(ann, bob, product):
    anns, bobs = form_of(ann, product), form_of(bob, product)
    save(bob, product, bobs | {"photos-2-image": large("#111111")})
    assert save(ann, product, anns | {"photos-2-image": large("#111111")}).status_code == 302


def test_a_conflict_in_a_photograph_names_who_changed_it(ann, bob, product):
    anns, bobs = form_of(ann, product), form_of(bob, product)
    save(bob, product, bobs | {"photos-1-alt_text_en": "Lit by Bob"})
    page = save(ann, product, anns | {"photos-1-alt_text_en": "Lit by Ann"})
    assert errors(page) == [
        "bob@example.org changed this to “Lit by Bob” in the meantime. Save again to use your value instead."
    ]
    assert save(ann, product, sent(page)).status_code == 302
    assert product.photos.get(kind="lit").alt_text_en == "Lit by Ann"


def test_what_was_changed_meanwhile_is_not_deleted_at_once(ann, bob, product):
    anns, bobs = form_of(ann, product), form_of(bob, product)
    save(bob, product, bobs | {"photos-2-alt_text_en": "Seam"})
    page = save(ann, product, anns | {"photos-2-DELETE": "on"})
    assert "Photograph #3: bob@example.org changed it in the meantime. Save again to delete it." in errors(page)
    assert product.photos.count() == 3
    assert save(ann, product, sent(page)).status_code == 302
    assert product.photos.count() == 2


def test_what_nobody_changed_is_deleted_at_once(ann, product):
    assert save(ann, product, form_of(ann, product) | {"photos-2-DELETE": "on"}).status_code == 302
    assert product.photos.count() == 2


def test_a_photograph_that_was_deleted_meanwhile_stops_no_form(ann, bob, product):
    anns = form_of(ann, product)
    save(bob, product, form_of(bob, product) | {"photos-0-DELETE": "on"})
    page = ann.post(f"/admin/catalog/product/{product.pk}/change/", anns | {"care_en": "Dust it."}, follow=True)
    assert "row was deleted" not in words(page, ".messagelist")
    product.refresh_from_db()
    assert (product.care_en, product.photos.count()) == ("Dust it.", 2)


def test_who_changed_a_photograph_that_was_deleted_meanwhile_is_told(ann, bob, product):
    anns = form_of(ann, product)
    save(bob, product, form_of(bob, product) | {"photos-0-DELETE": "on"})
    typed = {"photos-0-alt_text_en": "By day", "photos-1-alt_text_en": "Lit"}
    page = ann.post(f"/admin/catalog/product/{product.pk}/change/", anns | typed, follow=True)
    told = "A row was deleted in the meantime: your changes to it were not saved."
    assert told in words(page, ".messagelist")
    assert {photo.kind: photo.alt_text_en for photo in product.photos.all()} == {"lit": "Lit", "detail": ""}


def test_a_form_that_is_refused_after_a_photograph_was_deleted_shows_the_others(ann, bob, product):
    anns = form_of(ann, product)
    save(bob, product, form_of(bob, product) | {"photos-0-DELETE": "on"})
    page = save(ann, product, anns | {"price": "", "photos-1-alt_text_en": "Lit"})
    again = sent(page)
    assert (again["photos-1-alt_text_en"], again["photos-1-kind"], again["photos-2-kind"]) == ("Lit", "lit", "detail")
    assert save(ann, product, again | {"price": "5"}).status_code == 302
    assert {photo.kind: photo.alt_text_en for photo in product.photos.all()} == {"lit": "Lit", "detail": ""}


def test_who_may_delete_photographs_alone_cannot_take_the_pair_of_a_shade_that_is_shown(bob):
    product = ProductFactory()
    clerk = get_user_model().objects.create_user("clerk@example.org", "three quiet lamps", is_staff=True)
    names = ["change_product", "view_product", "view_photo", "delete_photo"]
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    page = save(browser(clerk), product, form_of(browser(clerk), product) | {"photos-1-DELETE": "on"})
    assert "A shade that is shown in the shop needs a photograph by day and a lit one." in errors(page)
    assert Product.objects.without_pair().count() == 0


def test_the_history_of_a_shade_names_its_photographs(ann, product):
    save(ann, product, form_of(ann, product) | {"photos-2-kind": "room"})
    assert "Kind: Detail → In a room" in history(ann, product)[0]


def test_each_photograph_more_costs_no_statement_more(ann):
    counts = []
    for more in (0, 5):
        product = ProductFactory()
        for number in range(more):
            PhotoFactory(product=product, kind="detail", position=number)
        fields = form_of(ann, product)
        with CaptureQueriesContext(connection) as counted:
            assert save(ann, product, fields | {"care_en": "Dust it."}).status_code == 302
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 20
