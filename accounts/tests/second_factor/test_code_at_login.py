"""Staff with a second factor are asked for a code after the password, wherever they log in."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from accounts.tests.second_factor.phone import code_of, log_in, set_up
from shop.tests.pages import beside, browser, words

pytestmark = pytest.mark.django_db

WRONG = "This code is wrong or has been used. Wait for the next one."


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def ann(clock):
    """Staff with a phone, whose next code is not used yet."""
    user = StaffFactory()
    user.paper = set_up(user)
    clock.shift(timedelta(minutes=2))
    return user


def is_in(client):
    return SESSION_KEY in client.session


@pytest.mark.parametrize(
    ("address", "next_page"),
    [
        ("/auth/login/", "/"),
        ("/admin/login/", "/admin/"),
        ("/orders/new/account/", "/"),
        ("/ru/admin/login/", "/ru/admin/"),
    ],
)
def test_the_code_comes_after_the_password(ann, address, next_page):
    client, answer = log_in(ann, address)
    prefix = "/ru" if address.startswith("/ru") else ""
    assert (answer.status_code, answer.url, is_in(client)) == (303, f"{prefix}/auth/code/", False)
    key = client.session.session_key
    answer = client.post(f"{prefix}/auth/code/", {"code": code_of(ann)})
    assert (answer.status_code, answer.url, is_in(client)) == (303, next_page, True)
    assert client.session.session_key != key
    assert client.get(f"{prefix}/admin/").status_code == 200


def test_who_knew_the_session_before_the_password_does_not_know_that_of_the_login_that_waits(ann):
    client = browser()
    session = client.session
    session["of"] = "a stranger"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    log_in(ann, "/admin/login/", client=client)
    assert client.session.session_key != session.session_key
    assert not session.exists(session.session_key)


@pytest.mark.parametrize("address", ["/auth/register/", "/orders/new/account/"])
def test_a_registration_that_was_sent_twice_is_no_way_round_it(address):
    ann = StaffFactory()
    set_up(ann)
    client = browser()
    answer = client.post(address, {"email": ann.email, "password": PASSWORD})
    assert (answer.status_code, answer.url, is_in(client)) == (303, "/auth/code/", False)


def test_whoever_is_logged_in_as_a_shopper_logs_in_as_staff(ann):
    client, _ = log_in(ann, "/admin/login/", client=browser(UserFactory()))
    assert not is_in(client)
    assert client.post("/auth/code/", {"code": code_of(ann)}).url == "/admin/"
    assert client.session[SESSION_KEY] == str(ann.pk)


def test_it_asks_for_the_code_of_whoever_logs_in_now(ann, clock):
    bea = StaffFactory()
    older = browser(bea)
    set_up(bea)
    clock.shift(timedelta(minutes=2))
    log_in(ann, "/admin/login/", client=older)
    assert older.post("/auth/code/", {"code": code_of(ann)}).url == "/admin/"
    assert older.session[SESSION_KEY] == str(ann.pk)


def test_a_shopper_who_logs_in_meanwhile_is_logged_out_by_the_code(ann):
    client, _ = log_in(ann)
    log_in(UserFactory(), client=client)
    assert client.post("/auth/code/", {"code": code_of(ann)}).status_code == 303
    assert client.session[SESSION_KEY] == str(ann.pk)
    assert client.get("/admin/").status_code == 200


def test_the_page_that_was_wanted_comes_next(ann):
    client, _ = log_in(ann, next="/admin/orders/order/")
    assert client.post("/auth/code/", {"code": code_of(ann)}).url == "/admin/orders/order/"
    client, _ = log_in(ann, next="https://elsewhere.test/")
    assert client.post("/auth/code/", {"code": ann.paper[0]}).url == "/"


def test_a_wrong_code_logs_nobody_in(ann):
    client, _ = log_in(ann)
    for typed in ("000000", "", "x" * 41, "١٢٣٤٥٦", "-1", "zzzzz-zzzzz"):
        page = client.post("/auth/code/", {"code": typed})
        assert page.status_code == 200
        assert beside(page, "code")
        assert not is_in(client)
    assert client.get("/account/").status_code == 302


def test_a_code_works_once(ann):
    code = code_of(ann)
    first, _ = log_in(ann)
    second, _ = log_in(ann)
    assert first.post("/auth/code/", {"code": code}).status_code == 303
    assert WRONG in beside(second.post("/auth/code/", {"code": code}), "code")
    assert not is_in(second)


def test_a_recovery_code_works_once_however_it_is_typed(ann):
    first, _ = log_in(ann)
    second, _ = log_in(ann)
    assert first.post("/auth/code/", {"code": f" {ann.paper[3].upper().replace('-', ' ')}"}).status_code == 303
    assert WRONG in beside(second.post("/auth/code/", {"code": ann.paper[3]}), "code")
    assert second.post("/auth/code/", {"code": ann.paper[4]}).status_code == 303


def test_a_recovery_code_outlives_the_key_of_its_making_for_as_long_as_that_is_named(ann, settings):
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key, and public too"
    client, _answer = log_in(ann)
    assert WRONG in beside(client.post("/auth/code/", {"code": ann.paper[0]}), "code")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert client.post("/auth/code/", {"code": ann.paper[0]}).status_code == 303


def test_the_code_of_another_is_wrong(ann, clock):
    bea = StaffFactory()
    papers = set_up(bea)
    clock.shift(timedelta(minutes=2))
    client, _ = log_in(ann)
    for code in (code_of(bea), papers[0]):
        assert WRONG in beside(client.post("/auth/code/", {"code": code}), "code")


def test_five_wrong_codes_are_checked_and_another_network_gets_in(ann):
    client, _ = log_in(ann)
    answers = [client.post("/auth/code/", {"code": f"00000{n}"}) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 5
    refused = client.post("/auth/code/", {"code": code_of(ann)})
    assert (refused.status_code, refused.headers["Retry-After"], is_in(client)) == (429, "900", False)
    assert "Too many attempts. Try again in 15 minutes." in words(refused)
    home, _ = log_in(ann, client=browser(REMOTE_ADDR="192.0.2.9"))
    assert home.post("/auth/code/", {"code": code_of(ann)}).status_code == 303


def test_a_login_waits_for_ten_minutes(ann, clock):
    client, _ = log_in(ann)
    clock.shift(timedelta(minutes=10, seconds=1))
    answer = client.post("/auth/code/", {"code": code_of(ann)})
    assert (answer.url, is_in(client)) == ("/auth/login/", False)


def test_a_new_password_ends_a_login_that_waits(ann):
    client, _ = log_in(ann)
    ann.set_password("five bright lamps")
    ann.save()
    assert client.post("/auth/code/", {"code": code_of(ann)}).url == "/auth/login/"
    assert not is_in(client)


@pytest.mark.parametrize("whose", ["nobody's", "a shopper's", "her own"])
def test_a_link_in_a_mail_leads_to_the_code_too(ann, whose):
    client = browser(UserFactory() if whose == "a shopper's" else None)
    if whose == "her own":
        log_in(ann, client=client)
        client.post("/auth/code/", {"code": ann.paper[0]})
        ann.refresh_from_db()
    last_login = ann.last_login
    uid = urlsafe_base64_encode(str(ann.pk).encode())
    form = client.get(f"/auth/password/reset/{uid}/{default_token_generator.make_token(ann)}/").url
    new = "five bright lamps"
    answer = client.post(form, {"new_password1": new, "new_password2": new})
    assert (answer.url, is_in(client)) == ("/auth/code/", False)
    ann.refresh_from_db()
    assert ann.last_login == last_login, "she was logged in for a moment"
    assert client.post("/auth/code/", {"code": code_of(ann)}).url == "/account/"
    assert is_in(client)


def test_without_one_nobody_is_asked():
    for user in (UserFactory(), StaffFactory()):
        client, answer = log_in(user)
        assert (answer.url, is_in(client)) == ("/", True)
        assert client.get("/auth/code/").url == "/"
    assert browser().get("/auth/code/").url == "/auth/login/"
