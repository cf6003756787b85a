"""Staff without rights to photographs cannot publish a shade without its pair, but can change one that has it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalog.models import Product
from catalog.tests.admin.test_admin_products import LIST, NO_PAIR, add, change, errors, said, sheet
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db


def editor(client, *permissions):
    """A member of staff with these rights alone."""
    user = get_user_model().objects.create_user("editor@example.org", "three quiet lamps", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


def test_who_may_not_touch_photographs_cannot_show_a_shade_without_its_pair(client):
    editor(client, "add_product", "change_product", "view_product")
    answer = add(client)
    assert NO_PAIR in errors(answer)
    assert not Product.objects.exists()
    add(client, is_public="")
    product = Product.objects.get()
    data = {"action": "show", "_selected_action": [product.pk]}
    assert NO_PAIR in said(client.post(reverse(LIST), data, follow=True), ".error")
    assert not Product.objects.public().exists()


@pytest.mark.parametrize("more", [(), ("view_photo",)])
def test_who_may_not_touch_photographs_can_change_a_shade_that_has_its_pair(client, more):
    product = ProductFactory()
    editor(client, "change_product", "view_product", *more)
    answer = change(client, product, sku=product.sku, slug=product.slug, name_en="Renamed")
    assert answer.status_code == 302
    assert Product.objects.public().get().name_en == "Renamed"


def test_who_may_only_add_photographs_can_change_a_shade_that_has_its_pair(client):
    product = ProductFactory()
    editor(client, "change_product", "view_product", "add_photo")
    detail = {"photos-TOTAL_FORMS": "1", "photos-INITIAL_FORMS": "0", "photos-0-kind": "detail"}
    address = reverse("admin:catalog_product_change", args=[product.pk])
    assert client.post(address, sheet(sku=product.sku, slug=product.slug, **detail)).status_code == 302
    assert sorted(photo.kind for photo in product.photos.all()) == ["detail", "lit", "unlit"]
