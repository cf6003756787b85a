"""Whose session or cart is not quite usual is answered by Django, and nobody is taken for somebody else."""

import pytest
from django.conf import settings

from accounts.tests.factories import UserFactory
from cart.visitor import _users
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.tests.whole_shop.kept.visits import Shop
from shop.tests.pages import browser, elements, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    ProductFactory(slug="drum", name_en="Drum", stock=99)
    return Shop()


def of_staff(client, user):
    user.is_staff = True
    user.save()


def inactive(client, user):
    user.is_active = False
    user.save()


def with_another_password(client, user):
    user.set_password("another password")
    user.save()


def of_no_user(client, user):
    user.delete()


def of_another_backend(client, user):
    session = client.session
    session["_auth_user_backend"] = "another.Backend"
    session.save()


def without_hash(client, user):
    session = client.session
    del session["_auth_user_hash"]
    session.save()


def with_a_message(client, user):
    session = client.session
    session["_messages"] = "[]"
    session.save()


def that_is_over(client, user):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    Session.objects.update(expire_date=timezone.now())


@pytest.mark.parametrize(
    "change",
    [
        of_staff,
        inactive,
        with_another_password,
        of_no_user,
        of_another_backend,
        without_hash,
        with_a_message,
        that_is_over,
    ],
)
def test_an_unusual_session_is_answered_by_django(shop, change):
    user = UserFactory()
    client = browser(user)
    visitor = shop.visitor(client)
    visitor.get("/products/")
    assert shop.built == ["/products/"]
    change(client, user)
    page = visitor.get("/products/")
    assert shop.built == ["/products/", "/products/"]
    assert page.content == client.get("/products/").content


def test_a_wrong_guess_of_the_user_is_never_believed(shop):
    anna, boris = browser(UserFactory()), browser(UserFactory())
    boris.post("/cart/items/", {"product_id": Product.objects.get(slug="drum").pk, "quantity": "2"})
    boris.get("/cart/")
    keys = [client.cookies[settings.SESSION_COOKIE_NAME].value for client in (anna, boris)]
    for client in (anna, boris):
        shop.visitor(client).get("/products/")
    guesses = [_users[key] for key in keys]
    _users.update(zip(keys, reversed(guesses), strict=True))
    assert words(shop.visitor(anna).get("/products/"), "visitor-links") == "Account Cart"
    assert words(shop.visitor(boris).get("/products/"), "visitor-links") == "Account Cart 2"
    assert [_users[key] for key in keys] == guesses


def test_a_session_of_a_former_key_is_renewed_by_django(shop, settings):
    user = UserFactory()
    client = browser(user)
    visitor = shop.visitor(client)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, and public too"
    page = visitor.get("/products/")
    assert "Account" in words(page, "visitor-links")
    assert visitor.cookies[settings.SESSION_COOKIE_NAME] != client.cookies[settings.SESSION_COOKIE_NAME].value
    made = len(shop.built)
    assert "Account" in words(visitor.get("/products/"), "visitor-links")
    assert len(shop.built) <= made + 1


@pytest.mark.parametrize("key", ["", "x", "x" * 32, "x" * 5000, "é" * 32, "\x00" * 32, "' OR 1=1 --" + "x" * 21])
def test_a_session_key_that_is_none_is_answered_by_django(shop, key, caplog):
    visitor = shop.visitor()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = key
    page = visitor.get("/products/")
    assert page.status_code == 200
    assert elements(page, 'visitor-links a[href^="/auth/login/"]')
    assert not page.is_public
    assert "A kept page failed" not in caplog.text


@pytest.mark.parametrize("token", ["", "x", "x:y:z", "\x00", "é"])
def test_a_forged_cart_is_an_empty_one(shop, token):
    visitor = shop.visitor()
    visitor.cookies[settings.CART_COOKIE_NAME] = token
    page = visitor.get("/products/")
    assert words(page, "visitor-links") == "Log in Cart"
    assert not page.is_public
