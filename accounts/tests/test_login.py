"""Logging in and out."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from shop.tests.pages import browser, value_of, words

pytestmark = pytest.mark.django_db

WRONG = "Wrong e-mail or password. Passwords are case-sensitive."


def log_in(client, email="anna@example.org", password=PASSWORD, **fields):
    return client.post("/auth/login/", {"username": email, "password": password, **fields})


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


@pytest.mark.parametrize("spelling", ["anna@example.org", "Anna@EXAMPLE.org", " anna@example.org "])
def test_an_address_logs_in_however_it_is_spelled(anna, spelling):
    client = browser()
    assert log_in(client, spelling).url == "/"
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_it_goes_on_to_where_the_visitor_was_going(anna):
    client = browser()
    page = client.get("/orders/")
    assert page.url == "/auth/login/?next=/orders/"
    assert log_in(client, next="/orders/").url == "/orders/"


def test_a_russian_visitor_is_asked_in_russian():
    assert browser().get("/ru/orders/").url == "/ru/auth/login/?next=/ru/orders/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("anna@example.org", "three loud lamps"), ("nobody@example.org", PASSWORD), ("anna@example.org", PASSWORD + " ")],
)
def test_which_of_the_two_is_wrong_is_not_said(anna, email, password):
    client = browser()
    response = log_in(client, email, password)
    assert words(response).count(WRONG) == 1
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_told_nothing_more(anna):
    User.objects.update(is_active=False)
    client = browser()
    assert WRONG in words(log_in(client))
    assert "_auth_user_id" not in client.session


def test_logging_out_is_a_post(anna):
    client = browser(anna)
    assert client.get("/auth/logout/").url == "/account/"
    assert client.get("/account/").status_code == 200
    assert client.post("/auth/logout/").url == "/"
    assert client.get("/account/").status_code == 302
    assert client.get("/auth/logout/").url == "/"


def test_who_is_logged_in_is_sent_on(anna):
    assert browser(anna).get("/auth/login/", {"next": "/cart/"}).url == "/cart/"


def test_the_session_gets_a_new_name_at_login(anna):
    client = browser()
    log_in(client)
    first = client.session.session_key
    client.post("/auth/logout/")
    log_in(client)
    assert client.session.session_key != first


def test_a_session_that_was_there_before_the_login_does_not_become_that_of_the_account(anna):
    client = browser()
    session = client.session
    session["x"] = 1
    session.save()
    planted = browser()
    planted.cookies["session"] = session.session_key
    client.cookies["session"] = session.session_key
    log_in(client)
    assert client.session.session_key != session.session_key
    assert planted.get("/account/").status_code == 302
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.parametrize(
    ("factory", "longest"), [(UserFactory, timedelta(days=14)), (StaffFactory, timedelta(hours=8))]
)
def test_staff_are_logged_out_after_a_day_of_work(factory, longest):
    user, client = factory(), browser()
    log_in(client, user.email)
    with time_machine.travel(timezone.now() + longest - timedelta(minutes=5)):
        assert client.get("/account/").status_code == 200
    with time_machine.travel(timezone.now() + longest + timedelta(minutes=5)):
        assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("address", "asked", "goes"),
    [
        ("/ru/auth/login/", "/orders/", "/ru/orders/"),
        ("/auth/login/", "/ru/orders/?page=2", "/orders/?page=2"),
        ("/auth/login/", "/ru/\\evil.example", "/"),
        ("/auth/login/", "/ru//evil.example", "/evil.example"),
        ("/auth/login/", "//evil.example", "/"),
        ("/auth/login/", "https://evil.example/", "/"),
    ],
)
def test_the_way_on_is_in_the_language_of_the_page_and_never_leaves_the_site(address, asked, goes):
    assert value_of(browser().get(address, {"next": asked}), "next") == goes
