"""Changing the password while logged in."""

import pytest

from accounts.tests.factories import PASSWORD, UserFactory
from shop.tests.pages import beside, browser, said, words

pytestmark = pytest.mark.django_db

NEW = "four bright lamps"


def change(client, old=PASSWORD, new=NEW, again=NEW):
    return client.post(
        "/auth/password/change/", {"old_password": old, "new_password1": new, "new_password2": again, "is_staff": "1"}
    )


def test_the_password_is_changed_and_this_session_stays():
    user = UserFactory()
    client = browser(user)
    response = change(client)
    assert response.url == "/account/"
    page = client.get("/account/")
    assert page.status_code == 200
    assert said(page) == ["Your password has been changed."]
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not user.is_staff


def test_every_other_session_ends():
    user = UserFactory()
    here, elsewhere = browser(user), browser(user)
    assert elsewhere.get("/account/").status_code == 200
    change(here)
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": "three loud lamps"}, "old_password"),
        ({"again": "five bright lamps"}, "new_password2"),
        ({"new": "short", "again": "short"}, "new_password2"),
    ],
)
def test_a_wrong_field_says_so_and_nothing_changes(typed, field):
    user = UserFactory()
    response = change(browser(user), **typed)
    assert beside(response, field)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_short_new_password_is_told_how_much_is_missing():
    response = change(browser(UserFactory()), new="orchids", again="orchids")
    assert beside(response, "new_password2") == "The password has 7 characters so far; add at least 3 more."


@pytest.mark.parametrize("address", ["/account/", "/auth/password/change/"])
def test_a_visitor_is_asked_to_log_in(address):
    assert browser().get(address).url == f"/auth/login/?next={address}"


def test_the_account_page_says_whose_it_is():
    assert "anna@example.org" in words(browser(UserFactory(email="anna@example.org")).get("/account/"), "main")
