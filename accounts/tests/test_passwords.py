"""Password rules, and the stored form of passwords."""

import re
import unicodedata

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.password_reset import send_links
from accounts.tests.factories import StaffFactory, UserFactory
from pages.tests.business import say
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
    assert refusal("orchids") == "The password has 7 characters so far; add at least 3 more."
    assert refusal("ю") == "The password has 1 character so far; add at least 9 more."
    assert refusal("orchids19") == "The password has 9 characters so far; add at least 1 more."


def test_a_common_password_is_refused():
    assert refusal("1234567890") == "This password is too common."
    assert refusal("Qwertyuiop") == "This password is too common."


TRIVIAL = [
    *("Password123!", "p@ssw0rd2024", "P4ssword!!", "password 123", "Lampshade1!", "lampshades", "LAMPSHADE2026"),
    *("Абажур2026", "абажуры!!!", "abajur1234", " " * 10, "a" * 12, "1212121212", "abcabcabcabc", "!!!!!!!!!!"),
    *("0987654321", "abcdefghij", "йцукенгшщз", "qwertyuiop12", "Dragon1234", "ｌａｍｐｓｈａｄｅ１"),
]
GOOD = [
    *("three quiet lamps", "qu!etlamps", "dragon in the attic", "7391846205", "lamp above my desk", "  tulip in may"),
    *("Абажур над столом", "ocean-shelf", "kcduw83mfg", "aaaaaaaaab", "пять тихих ламп"),
]


@pytest.mark.parametrize("password", TRIVIAL, ids=ascii)
def test_what_is_tried_first_is_refused(password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert [error.code for error in refusal.value.error_list] == ["password_too_common"]


@pytest.mark.parametrize("password", GOOD, ids=ascii)
def test_no_kind_of_sign_is_asked_for(password):
    validate_password(password)


def test_the_name_of_the_shop_is_refused():
    say(shop_name_en="Lumen & Sons", shop_name_ru="Люмен")
    assert refusal("lumen-sons2026") == "This password is too common."


def test_spaces_are_refused_in_words():
    assert refusal(" " * 10) == "This password is too common."


def test_a_password_like_the_address_is_refused():
    assert "too similar" in refusal("lindqvist.anna", email="lindqvist.anna@example.org")


def test_no_password_is_refused():
    assert refusal("") == "Enter a password."


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


# The same password as systems and keyboards write it: composed, taken apart, wide, with a space that does not break.
SAME = [
    ("correct-hörse-é7", "correct-ho\u0308rse-e\u03017"),
    ("три тёплых лампы", "три те\u0308плых лампы"),
    ("lamps 1234567", "ｌａｍｐｓ　１２３４５６７"),
    ("three quiet lamps", "three\xa0quiet\xa0lamps"),
    ("비밀번호는 열 글자다", unicodedata.normalize("NFD", "비밀번호는 열 글자다")),
]
BOTH_WAYS = [*SAME, *((second, first) for first, second in SAME)]


@pytest.mark.parametrize(("kept", "typed"), BOTH_WAYS, ids=ascii)
def test_a_password_is_the_same_on_every_system(kept, typed, mailoutbox):
    email = "anna@example.org"
    client = browser()
    assert client.post("/auth/register/", {"email": email, "password": kept}).status_code == 303
    assert browser().post("/auth/login/", {"username": email, "password": typed}).status_code == 302
    new = {"old_password": typed, "new_password1": kept, "new_password2": typed}
    assert client.post("/auth/password/change/", new).url == "/account/"
    browser().post("/auth/password/reset/", {"email": email})
    send_links()
    guest = browser()
    link = re.search(r"/auth/password/reset/\S+", mailoutbox[0].body)[0]
    form = guest.get(link, follow=True).redirect_chain[-1][0]
    assert guest.post(form, {"new_password1": typed, "new_password2": kept}).url == "/account/"
    assert guest.post("/account/delete/", {"password": typed}).url == "/"
    assert not User.objects.get().is_active


@pytest.mark.parametrize(("kept", "typed"), BOTH_WAYS, ids=ascii)
def test_staff_set_and_type_a_password_on_every_system(kept, typed):
    staff = StaffFactory(password=kept)
    assert browser().post("/admin/login/", {"username": staff.email, "password": typed}).status_code == 302
    client = browser(staff)
    fields = {"email": "bea@example.org", "usable_password": "true", "password1": kept, "password2": typed}
    assert client.post("/admin/accounts/user/add/", fields).status_code == 302
    bea = User.objects.get(email="bea@example.org")
    assert bea.check_password(kept)
    fields = {"usable_password": "true", "password1": typed, "password2": kept}
    assert client.post(f"/admin/accounts/user/{bea.pk}/password/", fields).status_code == 302
    bea.refresh_from_db()
    assert bea.check_password(typed)


@pytest.mark.parametrize(("kept", "typed"), BOTH_WAYS, ids=ascii)
def test_a_password_that_was_kept_as_it_was_typed_is_still_good(kept, typed):
    user = UserFactory()
    User.objects.update(password=make_password(kept))
    assert browser().post("/auth/login/", {"username": user.email, "password": kept}).status_code == 302
    assert browser().post("/auth/login/", {"username": user.email, "password": f"{kept}."}).status_code == 200


def test_the_characters_are_counted_of_what_is_kept():
    assert refusal("e\u0301" * 5) == "The password has 5 characters so far; add at least 5 more."
    assert refusal("ｐａｓｓｗｏｒｄ１２") == "This password is too common."


def test_signs_in_a_password_count_even_if_nobody_sees_them():
    user = UserFactory(password="three quiet lamps\u200b")
    assert not user.check_password("three quiet lamps")
    assert user.check_password("three quiet lamps\u200b")


def test_what_is_too_long_to_hash_is_refused():
    assert "4096" in refusal("x" * 4097)
