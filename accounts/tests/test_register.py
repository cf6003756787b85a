"""Creating an account: it logs in and redirects to the page the visitor wanted, if it is on this site."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from shop.tests.pages import beside, browser, elements, said, value_of

pytestmark = pytest.mark.django_db

ADDRESS = "/auth/register/"


def register(client=None, **fields):
    return (client or browser()).post(ADDRESS, {"email": "anna@example.org", "password": PASSWORD, **fields})


def test_registering_makes_an_account_and_logs_in():
    client = browser()
    response = register(client, email="Anna@Example.org")
    assert (response.status_code, response.url) == (303, "/")
    user = User.objects.get()
    assert user.email == "anna@example.org"
    assert user.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert said(client.get("/account/")) == ["Your account is ready, and you are logged in."]


def test_it_goes_on_to_where_the_visitor_was_going():
    assert register(next="/orders/new/").url == "/orders/new/"


def test_the_page_carries_where_the_visitor_was_going():
    page = browser().get(ADDRESS, {"next": "/orders/new/"})
    assert value_of(page, "next") == "/orders/new/"
    assert elements(page, 'main a[href="/auth/login/?next=/orders/new/"]')


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http://testserver@evil.example/",
    ],
)
@pytest.mark.parametrize("address", [ADDRESS, "/auth/login/"])
def test_it_never_leads_to_another_site(address, evil):
    UserFactory(email="old@example.org")
    client = browser()
    assert value_of(client.get(address, {"next": evil}), "next") == "/"
    email = "old@example.org" if "login" in address else "new@example.org"
    response = client.post(address, {"email": email, "username": email, "password": PASSWORD, "next": evil})
    assert response.status_code in (302, 303)
    assert response.url == "/"


@pytest.mark.parametrize("spelling", ["anna@example.org", "ANNA@Example.Org", " anna@example.org "])
def test_an_address_that_has_an_account_is_refused_beside_the_field(spelling):
    UserFactory(email="anna@example.org")
    response = register(email=spelling, password="four loud lamps")
    assert response.status_code == 200
    assert beside(response, "email") == "There is already an account with this e-mail. Log in instead"
    assert value_of(response, "email") == spelling
    assert User.objects.count() == 1


def test_an_address_taken_in_the_meantime_is_refused_in_the_same_words(monkeypatch):
    def taken(user, **fields):
        raise IntegrityError("users_email_unique")

    monkeypatch.setattr(User, "save", taken)
    response = register()
    assert response.status_code == 200
    assert beside(response, "email").startswith("There is already an account with this e-mail.")


@pytest.mark.parametrize(("second", "status"), [(PASSWORD, 303), ("four loud lamps", 200)])
@pytest.mark.django_db(transaction=True)
def test_a_parallel_registration_leaves_one_account_and_no_fault(monkeypatch, second, status):
    # Both requests have passed the question whether the address is free.
    asked, answers = User.objects.of_address, [User.objects.none(), User.objects.none()]
    monkeypatch.setattr(User.objects, "of_address", lambda email: answers.pop() if answers else asked(email))
    assert register().status_code == 303
    client = browser()
    assert register(client, password=second).status_code == status
    assert User.objects.count() == 1
    assert ("_auth_user_id" in client.session) == (status == 303)


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("", "Enter your e-mail address, such as anna@example.com."),
        ("anna", "Enter your e-mail address in full, such as anna@example.com."),
        ("a\x00@example.org", "E-mail: this has a character that cannot be stored. Enter it again."),
        (f"{'a' * 250}@example.org", "E-mail: enter at most 255 characters."),
    ],
)
def test_what_is_no_address_is_refused_beside_the_field(email, error):
    response = register(email=email)
    assert response.status_code == 200
    assert error in beside(response, "email")
    assert not User.objects.exists()


def test_a_second_click_on_the_button_ends_where_the_first_does():
    assert register(next="/orders/new/").status_code == 303
    client = browser()
    response = register(client, email="Anna@example.org", next="/orders/new/")
    assert (response.status_code, response.url) == (303, "/orders/new/")
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


@pytest.mark.parametrize(
    ("change", "later"),
    [({}, timedelta(minutes=11)), ({"is_active": False}, timedelta(0)), ({"password": "!"}, timedelta(0))],
)
def test_registering_is_no_other_way_to_log_in(change, later):
    register()
    User.objects.update(**change)
    with time_machine.travel(timezone.now() + later):
        response = register()
    assert beside(response, "email") == "There is already an account with this e-mail. Log in instead"


def test_an_account_cannot_make_itself_staff():
    register(is_staff="1", is_superuser="1", is_active="0", pk="7", created_at="2001-01-01")
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    assert user.created_at.year > 2001


def test_who_is_logged_in_is_sent_on():
    assert browser(UserFactory()).get(ADDRESS, {"next": "/cart/"}).url == "/cart/"


def test_a_russian_page_stays_russian():
    client = browser()
    response = client.post("/ru/auth/register/", {"email": "anna@example.org", "password": PASSWORD})
    assert response.url == "/ru/"
