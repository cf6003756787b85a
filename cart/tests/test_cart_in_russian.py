"""Messages about a wrong quantity in Russian, with the same numbers as in English."""

import pytest

from cart.models import CartItem
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import beside, browser, is_russian, said, value_of, words

pytestmark = pytest.mark.django_db

TYPED = [
    ("-1", ["1"]),
    ("0", ["1"]),
    ("abc", []),
    ("1e9", []),
    ("", []),
    (str(10**9), ["10", "2", "8"]),
    ("9", ["10", "2", "8"]),
]


@pytest.fixture
def drum():
    return ProductFactory(stock=10, name_ru="Барабан")


@pytest.fixture
def client(drum):
    """A guest with two of them in the cart."""
    client = browser()
    client.post("/ru/cart/items/", {"product_id": drum.pk, "quantity": 2})
    return client


def assert_said(error, numbers):
    assert is_russian(error)
    assert [word for word in error.replace(",", " ").replace(".", " ").split() if word.isdecimal()] == numbers


@pytest.mark.parametrize(("typed", "numbers"), TYPED)
def test_a_refused_add_is_explained(client, drum, typed, numbers):
    response = client.post("/ru/cart/items/", {"product_id": drum.pk, "quantity": typed})
    assert response.status_code == 200
    assert_said(beside(response, "quantity"), numbers)
    assert value_of(response, "quantity") == typed
    assert CartItem.objects.get().quantity == 2


@pytest.mark.parametrize(("typed", "numbers"), [("-1", ["0"]), ("abc", []), ("", []), ("11", ["10"]), ("100", ["10"])])
def test_a_refused_change_is_explained(client, drum, typed, numbers):
    response = client.post(f"/ru/cart/items/{drum.pk}/", {"quantity": typed})
    assert response.status_code == 200
    assert_said(words(response, f'#error-{drum.pk}[role="alert"]'), numbers)
    assert CartItem.objects.get().quantity == 2


def test_more_than_99_is_explained(client, drum):
    Product.objects.update(stock=150)
    response = client.post("/ru/cart/items/", {"product_id": drum.pk, "quantity": "98"})
    assert_said(beside(response, "quantity"), ["99", "2", "97"])


def test_adding_changing_and_removing_are_told(client, drum):
    (added,) = said(client.get("/ru/cart/"))
    assert is_russian(added.replace("Барабан", ""))
    client.post(f"/ru/cart/items/{drum.pk}/", {"quantity": "3"})
    (changed,) = said(client.get("/ru/cart/"))
    assert is_russian(changed)
    removed = client.get(client.post(f"/ru/cart/items/{drum.pk}/", {"quantity": "0"}).url)
    (message,) = said(removed)
    assert is_russian(message)
    assert "Барабан" in message
