"""Guessing, registering and asking for links are limited, by account and by visitor, and never for good."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from accounts import throttle
from accounts.models import AttemptCount, User
from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from shop.tests.metrics.counted import count_from_now_on
from shop.tests.pages import beside, browser, value_of, words

pytestmark = pytest.mark.django_db

WAIT = "Too many attempts. Try again in 15 minutes."
WRONG = "four loud lamps"
NEW = "five bright lamps"


@pytest.fixture(autouse=True)
def _clock():
    """It stands still, so that a waiting time is known to the second."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


@pytest.fixture
def checked(monkeypatch):
    """The passwords that were checked."""
    passwords, check = [], User.check_password

    def noted(user, password):
        passwords.append(password)
        return check(user, password)

    monkeypatch.setattr(User, "check_password", noted)
    return passwords


def log_in(email="anna@example.org", password=WRONG, address="/auth/login/", network="192.0.2.1"):
    return browser(REMOTE_ADDR=network).post(address, {"username": email, "password": password})


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
@pytest.mark.parametrize("address", ["/auth/login/", "/orders/new/account/", "/admin/login/"])
def test_five_wrong_passwords_are_checked(email, address, checked):
    StaffFactory(email="anna@example.org")
    assert [log_in(email, address=address).status_code for _ in range(5)] == [200] * 5
    refused = log_in(email, PASSWORD, address=address)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
    assert WAIT in words(refused)
    assert value_of(refused, "username", "#content" if "admin" in address else "main") == email
    assert checked == [WRONG] * 5


def test_the_waiting_time_is_told_in_russian():
    for _ in range(6):
        page = log_in(address="/ru/auth/login/")
    assert "Слишком много попыток. Попробуйте снова через 15 минут." in words(page)


def test_after_the_time_it_is_possible_again_however_often_it_was_tried(anna):
    for _ in range(8):
        log_in()
    with time_machine.travel(timedelta(seconds=880)):
        assert "Try again in 20 seconds." in words(log_in(password=PASSWORD))
    with time_machine.travel(timedelta(minutes=15, seconds=1)):
        assert log_in(password=PASSWORD).status_code == 302


def test_the_owner_gets_in_from_another_address(anna):
    for _ in range(10):
        log_in()
    assert log_in(password=PASSWORD).status_code == 429
    assert log_in(password=PASSWORD, network="192.0.2.2").status_code == 302


def test_right_passwords_do_not_count(anna):
    for _ in range(10):
        assert log_in(password=PASSWORD).status_code == 302
    for _ in range(5):
        assert log_in().status_code == 200


def test_all_ways_to_guess_the_password_of_an_account_share_its_limit(anna, checked):
    client = browser(anna, REMOTE_ADDR="192.0.2.1")
    new = {"old_password": WRONG, "new_password1": NEW, "new_password2": NEW}
    assert log_in("Anna@Example.org").status_code == 200
    assert log_in("anna@example.org\u200b").status_code == 200
    assert client.post("/auth/password/change/", new).status_code == 200
    assert client.post("/account/delete/", {"password": WRONG}).status_code == 200
    register = {"email": anna.email, "password": WRONG}
    assert browser(REMOTE_ADDR="192.0.2.1").post("/auth/register/", register).status_code == 200
    assert len(checked) == 5
    changing = client.post("/auth/password/change/", new | {"old_password": PASSWORD})
    closing = client.post("/account/delete/", {"password": PASSWORD})
    assert [changing.status_code, closing.status_code, log_in().status_code] == [429] * 3
    assert (beside(changing, "old_password"), beside(closing, "password")) == (WAIT, WAIT)
    assert len(checked) == 5
    anna.refresh_from_db()
    assert anna.is_active


def test_one_visitor_tries_twenty_accounts(checked):
    users = [UserFactory() for _ in range(21)]
    statuses = [log_in(user.email).status_code for user in users]
    assert statuses == [200] * 20 + [429]
    assert len(checked) == 20


def test_a_network_of_machines_tries_fifty_passwords_and_a_link_helps_the_owner(anna, rf):
    for number in range(50):
        assert not throttle.guess(rf.post("/", REMOTE_ADDR=f"192.0.2.{number // 5}"), anna, WRONG)
    with pytest.raises(throttle.TooManyAttempts):
        throttle.guess(rf.post("/", REMOTE_ADDR="192.0.2.99"), anna, WRONG)
    assert log_in(password=PASSWORD).status_code == 429
    assert browser().post("/auth/password/reset/", {"email": anna.email}).status_code == 303


def test_staff_change_their_password_on_the_page_of_the_shop():
    client = browser(StaffFactory())
    assert client.post("/admin/password_change/", {"old_password": PASSWORD}).url == "/auth/password/change/"
    assert client.get("/ru/admin/password_change/").url == "/ru/auth/password/change/"


def test_registrations_of_a_visitor_are_limited():
    for number in range(30):
        AttemptCount.objects.update(times=number)
        assert browser().post("/auth/register/", {"email": f"{number}@example.org", "password": ""}).status_code == 200
    page = browser().post("/auth/register/", {"email": "anna@example.org", "password": PASSWORD})
    assert page.status_code == 429
    assert "Too many attempts. Try again in 60 minutes." in words(page)
    assert value_of(page, "email") == "anna@example.org"
    assert not User.objects.exists()
    assert (
        browser(REMOTE_ADDR="192.0.2.9")
        .post("/auth/register/", {"email": "anna@example.org", "password": PASSWORD})
        .status_code
        == 303
    )


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_links_to_one_address_are_limited_whether_or_not_it_has_an_account(anna, email):
    def ask(network):
        return browser(REMOTE_ADDR=f"192.0.2.{network}").post("/auth/password/reset/", {"email": email})

    assert [ask(network).status_code for network in range(5)] == [303] * 3 + [429] * 2
    page = ask(9)
    assert "Too many attempts. Try again in 60 minutes." in words(page)
    assert value_of(page, "email") == email


def test_links_for_one_visitor_are_limited():
    statuses = [
        browser().post("/auth/password/reset/", {"email": f"{number}@example.org"}).status_code for number in range(12)
    ]
    assert statuses == [303] * 10 + [429] * 2


def test_while_others_are_hashed_a_password_is_refused_for_a_moment_and_does_not_count(anna, checked):
    register = {"email": "bea@example.org", "password": PASSWORD}
    while throttle.HASHES.acquire(blocking=False):
        pass
    try:
        refused = [log_in(password=PASSWORD), browser().post("/auth/register/", register)]
    finally:
        throttle.HASHES.release(2)
    for page in refused:
        assert (page.status_code, page.headers["Retry-After"]) == (429, "2")
        assert "Too many attempts. Try again in 2 seconds." in words(page)
    assert checked == []
    assert [count.times for count in AttemptCount.objects.filter(times__gt=0)] == [1]
    assert log_in(password=PASSWORD).status_code == 302
    assert browser().post("/auth/register/", register).status_code == 303


def test_no_address_is_stored_and_old_counts_are_deleted(anna):
    log_in()
    assert AttemptCount.objects.count() == 3
    assert not any("anna" in key or "192" in key for key in AttemptCount.objects.values_list("key", flat=True))
    with time_machine.travel(timedelta(hours=2)):
        call_command("tidy", stdout=StringIO())
    assert not AttemptCount.objects.exists()


def test_a_password_in_another_form_takes_as_much_work_for_an_unknown_address(anna, monkeypatch):
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode",
        lambda hasher, password, salt, iterations=None: hashed.append(password) or f"md5${salt}$x",
    )
    for password in ("four loud lamps", "vier müde La\u0308mpchen"):
        work = []
        for email in ("anna@example.org", "nobody@example.org"):
            hashed.clear()
            log_in(email, password)
            work.append(len(hashed))
        assert work[0] == work[1]


def test_refused_guesses_are_counted_by_their_limit_for_operators(anna, monkeypatch):
    counted = count_from_now_on(monkeypatch)
    assert [log_in().status_code for _ in range(7)] == [200] * 5 + [429] * 2
    assert counted("shop_limited_total", limit="guesses") == 2
