"""A forgotten password: a link by mail, that works once and for an hour."""

import re
from datetime import timedelta

import pytest
import time_machine

from accounts.models import User
from accounts.password_reset import send_links
from accounts.tests.factories import PASSWORD, UserFactory
from shop.tests.pages import browser, said, words

pytestmark = pytest.mark.django_db

NEW = "four bright lamps"


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


def ask(email="anna@example.org", prefix=""):
    """The page after the form; then the mail is sent."""
    page = browser().post(f"{prefix}/auth/password/reset/", {"email": email}, follow=True)
    send_links()
    return page


def link_in(mail):
    return re.search(r"^http://testserver(/\S+)$", mail.body, re.MULTILINE)[1]


def set_password(client, link, new=NEW):
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"new_password1": new, "new_password2": new}, follow=True)


def test_the_link_in_the_mail_sets_a_password_and_logs_in(anna, mailoutbox):
    ask("Anna@Example.org")
    mail = mailoutbox[0]
    assert (mail.to, mail.subject) == (["anna@example.org"], "A new password for Abajur")
    client = browser()
    page = set_password(client, link_in(mail))
    assert page.redirect_chain[-1][0] == "/account/"
    assert said(page) == ["Your password has been changed, and you are logged in."]
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_the_link_works_once(anna, mailoutbox):
    ask()
    link = link_in(mailoutbox[0])
    set_password(browser(), link)
    assert "This link no longer works" in words(browser().get(link, follow=True))


def test_the_link_works_for_an_hour(anna, mailoutbox):
    ask()
    link = link_in(mailoutbox[0])
    with time_machine.travel(timedelta(minutes=59)):
        assert "Set the password and log in" in words(browser().get(link, follow=True))
    with time_machine.travel(timedelta(minutes=61)):
        assert "This link no longer works" in words(browser().get(link, follow=True))


def test_every_session_of_before_ends(anna, mailoutbox):
    thief = browser(anna)
    assert thief.get("/account/").status_code == 200
    ask()
    set_password(browser(), link_in(mailoutbox[0]))
    assert thief.get("/account/").status_code == 302


def test_an_unknown_address_is_told_the_same(anna, mailoutbox):
    known, unknown = ask(), ask("nobody@example.org")
    assert unknown.redirect_chain == known.redirect_chain == [("/auth/password/reset/sent/", 303)]
    assert unknown.content == known.content
    assert [mail.to for mail in mailoutbox] == [["anna@example.org"]]


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_a_closed_account_gets_no_link(anna, mailoutbox, change):
    User.objects.update(**change)
    assert ask().status_code == 200
    assert mailoutbox == []


def test_who_asks_in_russian_gets_a_link_to_russian_pages(anna, mailoutbox):
    ask(prefix="/ru")
    assert link_in(mailoutbox[0]).startswith("/ru/auth/password/reset/")
    assert "Абажур" in mailoutbox[0].subject


def test_a_refused_password_leaves_the_old_one(anna, mailoutbox):
    ask()
    page = set_password(browser(), link_in(mailoutbox[0]), new="orchids")
    assert "The password has 7 characters so far; add at least 3 more." in words(page)
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
