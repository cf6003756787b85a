"""Two tabs, a double click, an ended session: a form is never refused because of a stale token."""

import pytest

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from shop.tests.pages import browser, element, is_russian, said, value_of, words

pytestmark = pytest.mark.django_db

TOO_LONG = "This page was open for too long, so nothing was sent. Please try again."
NO_COOKIE = "Your browser sent no cookie with this form. Allow cookies for this site and try again."


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


@pytest.fixture
def client():
    """A browser whose forms need their token."""
    return browser(enforce_csrf_checks=True)


def token(page, form="main form"):
    return element(page, f'{form} input[name="csrfmiddlewaretoken"]').attributes["value"]


def log_in(client, page, email="anna@example.org", **fields):
    fields |= {"csrfmiddlewaretoken": token(page)}
    return client.post("/auth/login/", {"username": email, "password": PASSWORD, **fields})


def test_a_second_login_in_another_tab_goes_on_to_where_it_was_going(anna, client):
    first, second = client.get("/auth/login/"), client.get("/auth/login/?next=/orders/")
    assert log_in(client, first).status_code == 302
    response = log_in(client, second, next="/orders/")
    assert (response.status_code, response.url) == (303, "/orders/")


def test_registering_in_a_tab_goes_on_where_another_has_logged_in(anna, client):
    register, login = client.get("/auth/register/?next=/cart/"), client.get("/auth/login/")
    log_in(client, login)
    fields = {"email": "bea@example.org", "password": PASSWORD, "next": "/cart/"}
    response = client.post("/auth/register/", fields | {"csrfmiddlewaretoken": token(register)})
    assert (response.status_code, response.url) == (303, "/cart/")
    assert User.objects.get() == anna


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize(
    ("address", "field"),
    [("/auth/login/", "username"), ("/auth/register/", "email"), ("/auth/password/reset/", "email")],
)
def test_a_stale_form_is_shown_anew_with_what_was_typed(client, prefix, address, field):
    client.get(prefix + address)
    fields = {field: "anna@example.org", "password": PASSWORD, "next": "/orders/", "csrfmiddlewaretoken": "x" * 64}
    page = client.post(prefix + address, fields)
    assert page.status_code == 200
    assert value_of(page, field) == "anna@example.org"
    assert PASSWORD.encode() not in page.content
    assert said(page) == [TOO_LONG] if prefix == "" else is_russian(said(page)[0])
    assert not User.objects.exists()
    again = client.post(prefix + address, fields | {"csrfmiddlewaretoken": token(page)}, follow=True)
    assert again.status_code == 200
    assert TOO_LONG not in words(again)


def test_where_the_visitor_was_going_is_kept(client):
    client.get("/auth/login/")
    page = client.post("/auth/login/", {"next": "/orders/", "csrfmiddlewaretoken": "x" * 64})
    assert value_of(page, "next") == "/orders/"


def test_whoever_sends_no_cookies_is_told_so(client):
    page = client.post("/auth/login/", {"username": "anna@example.org", "next": "/orders/"})
    assert said(page) == [NO_COOKIE]
    assert (value_of(page, "username"), value_of(page, "next")) == ("anna@example.org", "/orders/")


def test_another_site_is_refused_as_before(client):
    client.get("/auth/login/")
    for headers in ({"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):
        page = client.post("/auth/login/", {"username": "thief@example.org"}, headers=headers)
        assert page.status_code == 403
        assert b"thief@example.org" not in page.content


def test_a_stale_change_of_the_password_shows_its_page_anew(anna, client):
    client.force_login(anna)
    fields = {"old_password": PASSWORD, "new_password1": "four loud lamps", "new_password2": "four loud lamps"}
    page = client.post("/auth/password/change/", fields | {"csrfmiddlewaretoken": "x" * 64})
    assert page.status_code == 200
    assert len(said(page)) == 1
    assert b"loud lamps" not in page.content
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_a_stale_closing_leads_to_the_account_and_closes_nothing(anna, client):
    client.force_login(anna)
    client.get("/account/")
    response = client.post("/account/delete/", {"password": PASSWORD, "csrfmiddlewaretoken": "x" * 64})
    assert (response.status_code, response.url) == (303, "/account/")
    assert said(client.get("/account/")) == [TOO_LONG]
    anna.refresh_from_db()
    assert anna.is_active


def test_logging_out_twice_is_being_logged_out(anna, client):
    client.force_login(anna)
    page = client.get("/account/")
    fields = {"csrfmiddlewaretoken": token(page, 'form[action="/auth/logout/"]')}
    assert client.post("/auth/logout/", fields).url == "/"
    assert client.post("/auth/logout/", fields | {"csrfmiddlewaretoken": "x" * 64}).url == "/"


def test_a_stale_button_to_log_out_leads_to_the_account(anna, client):
    client.force_login(anna)
    client.get("/account/")
    response = client.post("/auth/logout/", {"csrfmiddlewaretoken": "x" * 64})
    assert (response.status_code, response.url) == (303, "/account/")
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_address_of_the_closing_leads_to_its_page(anna, client, prefix):
    page = client.get(f"{prefix}/account/delete/", follow=True)
    assert page.redirect_chain[-1][0] == f"{prefix}/auth/login/?next={prefix}/account/"
    client.force_login(anna)
    response = client.get(f"{prefix}/account/delete/")
    assert (response.status_code, response.url) == (303, f"{prefix}/account/")


def test_a_closing_whose_session_ended_leads_to_the_account_after_the_login(anna):
    client = browser()
    asked = client.post("/account/delete/", {"password": PASSWORD})
    assert asked.url == "/auth/login/?next=/account/delete/"
    client.post("/auth/login/", {"username": anna.email, "password": PASSWORD})
    assert client.get("/account/delete/", follow=True).redirect_chain == [("/account/", 303)]


NOWHERE = (
    *("/auth/login/", "/auth/login", "/auth/register/", "/auth/logout/", "/ru/auth/login/", "/RU/auth/login/"),
    *("/auth/login/?next=/auth/login/", "/auth/login/?x=1#y", "/auth/%6Cogin/", "/AUTH/Login/", "//auth/login/"),
    *("/ru/auth/%72egister/?next=/orders/", "http://testserver/auth/login/", "/auth//login/", "/cart/../auth/login/"),
    *("/admin/login/", "/ru/admin/logout/", "/auth/logout/?next=/"),
)


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("following", NOWHERE)
def test_the_login_page_itself_is_no_place_to_go_on_to(anna, following, prefix):
    user = browser(anna)
    for address in ("/auth/login/", "/auth/register/"):
        assert user.get(prefix + address, {"next": following}).url == f"{prefix}/"
    fields = {"username": anna.email, "password": PASSWORD, "next": following}
    assert browser().post(f"{prefix}/auth/login/", fields).url == f"{prefix}/"
