"""What a password must be, and how it is kept."""

import pytest
from django.contrib.auth.hashers import identify_hasher

from accounts.models import User
from accounts.tests.factories import UserFactory
from shop import settings as as_in_the_shop
from shop.tests.pages import beside, browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def slow_hashes(settings):
    """The hashes of the shop: those of the tests are fast, and no protection."""
    settings.PASSWORD_HASHERS = as_in_the_shop.PASSWORD_HASHERS


def refusal(password, email="anna@example.org"):
    response = browser().post("/auth/register/", {"email": email, "password": password})
    assert response.status_code == 200
    assert not User.objects.exists()
    return beside(response, "password")


def test_a_short_password_is_told_how_much_is_missing():
    assert refusal("orchids") == "7 characters so far, 3 more, please."
    assert refusal("ю") == "1 character so far, 9 more, please."
    assert refusal("orchids19") == "9 characters so far, 1 more, please."


def test_a_common_password_is_refused():
    assert refusal("1234567890") == "This password is too common."
    assert refusal("Qwertyuiop") == "This password is too common."


def test_a_password_like_the_address_is_refused():
    assert "too similar" in refusal("lindqvist.anna", email="lindqvist.anna@example.org")


def test_no_password_is_refused():
    assert refusal("") == "This field is required."


def test_a_password_is_never_shown_again():
    response = browser().post("/auth/register/", {"email": "", "password": "three quiet lamps"})
    assert b"three quiet lamps" not in response.content


def test_ten_characters_are_enough():
    assert browser().post("/auth/register/", {"email": "anna@example.org", "password": "qu!etlamps"}).status_code == 303


def test_passwords_are_kept_as_bcrypt_of_sha256(slow_hashes):
    user = UserFactory.create(password="three quiet lamps")
    assert user.password.startswith("bcrypt_sha256$")
    assert identify_hasher(user.password).rounds >= 12
    assert user.check_password("three quiet lamps")


def test_all_of_a_long_password_counts(slow_hashes):
    # bcrypt alone reads 72 bytes and forgets the rest.
    password = ("a lamp, and a shade for it; " * 8)[:199] + " "
    assert len(password) == 200
    client = browser()
    assert client.post("/auth/register/", {"email": "anna@example.org", "password": password}).status_code == 303
    user = User.objects.get()
    assert user.check_password(password)
    assert not user.check_password(password[:72])
    assert not user.check_password(password.strip())


def test_what_is_too_long_to_hash_is_refused():
    assert "4096" in refusal("x" * 4097)
