"""Mail with a link: asked for by a page, sent by `tidy`, neither lost nor sent twice."""

import smtplib
import socket
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as in_force
from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import PasswordResetRequest
from accounts.password_reset import is_ours, send_links
from accounts.tests.factories import UserFactory
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db
TWO_MINUTES = timedelta(minutes=2)


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


def ask(email="anna@example.org"):
    assert browser().post("/auth/password/reset/", {"email": email}).status_code == 303


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


@pytest.mark.parametrize("email", ["anna@example.org", "nobody@example.org"])
def test_a_page_sends_nothing_and_asks_nothing_about_accounts(anna, email, mailoutbox, django_assert_num_queries):
    # Two counts of attempts, and the request.
    with django_assert_num_queries(3) as queries:
        ask(email)
    assert "password_reset_requests" in queries[2]["sql"]
    assert not any('"users"' in query["sql"] for query in queries)
    assert mailoutbox == []


def test_whoever_asks_often_gets_one_mail(anna, mailoutbox):
    for spelling in ("anna@example.org", "Anna@Example.org"):
        ask(spelling)
    assert (send_links(), send_links(), len(mailoutbox)) == (1, 0, 1)
    ask()
    assert (send_links(), len(mailoutbox)) == (1, 2)
    assert not PasswordResetRequest.objects.exists()


def test_what_the_mail_server_does_not_take_is_sent_later(anna, refusing, settings, mailoutbox, caplog):
    ask()
    assert send_links() == 0
    assert "trying again later (SMTPServerDisconnected" in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_links() == 0
    with time_machine.travel(TWO_MINUTES):
        assert send_links() == 1
    assert mailoutbox[0].to == ["anna@example.org"]


@pytest.mark.parametrize(("code", "left"), [(550, 0), (450, 1)])
def test_an_address_that_the_mail_server_refuses_holds_up_no_other(anna, monkeypatch, caplog, code, left):
    def send(subject, body, sender, recipients):
        if recipients == ["nobody@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"nobody@example.org": (code, b"no such user")})

    UserFactory(email="nobody@example.org")
    monkeypatch.setattr("accounts.password_reset.send_mail", send)
    ask("nobody@example.org")
    ask()
    assert send_links() == 1
    assert PasswordResetRequest.objects.count() == left
    assert [record.levelname for record in caplog.records if "refuses an address" in record.message] == ["WARNING"]
    assert "nobody" not in caplog.text


def test_a_process_that_ends_while_it_sends_loses_nothing(anna, monkeypatch, mailoutbox):
    def ends(*args):
        raise SystemExit

    ask()
    with monkeypatch.context() as patched:
        patched.setattr("accounts.password_reset.send_mail", ends)
        with pytest.raises(SystemExit):
            send_links()
    with time_machine.travel(TWO_MINUTES):
        assert send_links() == 1


def test_two_processes_send_one_mail(anna, mailoutbox):
    ask()
    asked = PasswordResetRequest.objects.get()
    # Both have read the row before one of them takes it.
    assert [is_ours(asked), is_ours(asked)] == [True, False]
    assert (send_links(), mailoutbox) == (0, [])


def test_after_an_hour_a_mail_is_dropped_and_the_log_says_so(anna, refusing, caplog):
    ask()
    with time_machine.travel(timedelta(minutes=61)):
        assert send_links() == 0
    assert not PasswordResetRequest.objects.exists()
    assert "1 mails with a link could not be sent within an hour" in caplog.text


def test_a_mail_server_that_says_nothing_is_left_after_the_timeout(anna, settings):
    assert 0 < in_force.EMAIL_TIMEOUT <= 10
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.2
        ask()
        assert send_links() == 0
    assert PasswordResetRequest.objects.count() == 1
