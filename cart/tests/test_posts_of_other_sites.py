"""The form on cacheable pages has no CSRF token: it is protected by the origin of the request."""

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from catalog.tests.factories import ProductFactory
from shop.tests.pages import words

pytestmark = pytest.mark.django_db


def add(headers, client=None, secure=False):
    client = client or Client(enforce_csrf_checks=True)
    fields = {"product_id": ProductFactory().pk, "quantity": 1}
    return client.post("/cart/items/", fields, headers=headers, secure=secure)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
        {"origin": "http://testserver"},
    ],
)
def test_a_post_of_this_site_passes_without_a_token(headers):
    assert add(headers).status_code == 303
    assert CartItem.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": ""},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://testserver"},
        {"origin": "http://testserver:8000"},
        {"origin": "http://testserver.evil.example"},
        {"referer": "http://testserver/products/"},
    ],
)
@pytest.mark.parametrize("who", ["guest", "user"])
def test_a_post_of_another_site_is_refused_by_our_own_page(headers, who):
    client = Client(enforce_csrf_checks=True)
    if who == "user":
        client.force_login(UserFactory())
    response = add(headers, client)
    assert response.status_code == 403
    assert "The request came from another site" in words(response)
    assert "Content-Security-Policy" in response.headers
    assert not CartItem.objects.exists()
    assert "cart" not in client.cookies


def test_over_https_the_origin_is_of_https():
    assert add({"origin": "https://testserver"}, secure=True).status_code == 303
    assert add({"origin": "http://testserver"}, secure=True).status_code == 403
