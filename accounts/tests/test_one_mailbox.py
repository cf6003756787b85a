"""One mailbox is one account, however its address is spelled and whatever code writes it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from accounts.addresses import mail_address, normalise_email
from accounts.consistency import addresses
from accounts.models import User
from accounts.password_reset import send_links
from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from shop.tests.pages import beside, browser, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

# The stored spelling, and others of the same mailbox.
MAILBOXES = {
    "anna@example.org": (
        *("Anna@Example.ORG", " anna@example.org\t", "ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "anna@example.org."),
        *("anna@example.org\u200b", "\ufeffanna@example.org", "an\u00adna@exam\u2060ple.org", "anna@example\u3002org"),
        *("anna@exam\u200dple.org", "an\u200cna@example.org", "anna@example.org\u200e", "anna\u034f@example.org"),
        *("\u202aanna@example.org\u202c", "anna@example\uff61org"),
    ),
    "anna@пример.рф": (
        *("anna@xn--e1afmkfd.xn--p1ai", "ANNA@XN--E1AFMKFD.XN--P1AI", "anna@Пример.РФ", "anna@пример.xn--p1ai"),
        *("anna@xn--e1afmkfd.рф", "anna@при\u200bмер.рф", "anna@пример。рф", "anna@пример.рф."),
    ),
    "anna@bücher.example": ("anna@xn--bcher-kva.example", "anna@BÜCHER.example", "anna@bu\u0308cher.example"),
    "anna@faß.de": ("anna@xn--fa-hia.de", "anna@FAẞ.DE", "Anna@Faß.de"),
    "anna@fass.de": ("anna@FASS.de",),
    "anna@例え.テスト": ("anna@xn--r8jz45g.xn--zckzah", "anna@例え。テスト"),
    "anna@मिसाल.भारत": ("anna@xn--r2biryd.xn--h2brj9c",),
    "anna@نامه\u200cای.com": ("anna@xn--mgba3gch31f060k.com",),
    # Emoji are no letters of IDNA 2008: such a domain is kept in ASCII.
    "anna@xn--vi8h.ws": ("anna@🍕.ws", "anna@XN--vi8h.ws"),
}
SPELLINGS = [(stored, other) for stored, others in MAILBOXES.items() for other in (stored, *others)]


@pytest.mark.parametrize(("stored", "typed"), SPELLINGS, ids=ascii)
def test_every_spelling_registers_and_logs_in_to_one_account(stored, typed):
    assert browser().post("/auth/register/", {"email": typed, "password": PASSWORD}).status_code == 303
    assert User.objects.get().email == stored
    # Registering again in the next minutes would be the second click of a double click.
    User.objects.update(created_at=timezone.now() - timedelta(days=1))
    # What is stored is the same, whichever was typed: all the others are tried with the account of the first.
    for spelling in (stored, *MAILBOXES[stored]) if typed == stored else {stored, typed}:
        client = browser()
        assert client.post("/auth/login/", {"username": spelling, "password": PASSWORD}).status_code == 302
        again = browser().post("/auth/register/", {"email": spelling, "password": "four loud lamps"})
        assert beside(again, "email").startswith("There is already an account with this e-mail.")


@pytest.mark.parametrize(("stored", "typed"), SPELLINGS, ids=ascii)
def test_a_spelling_stays_the_same_when_it_is_brought_to_its_form_again(stored, typed):
    assert normalise_email(typed) == normalise_email(normalise_email(typed)) == stored
    assert normalise_email(mail_address(stored)) == stored
    assert mail_address(stored).isascii()


@pytest.mark.parametrize("typed", ["anna", "", "@", "a@", "@b", "a@b@c.d", "a@-b.de", "a@[::1]", "a@" + "ü." * 9999])
def test_what_is_no_address_is_no_fault(typed):
    assert normalise_email(normalise_email(typed)) == normalise_email(typed)


def test_the_account_shows_the_letters_of_the_domain():
    client = browser()
    client.post("/auth/register/", {"email": "anna@xn--e1afmkfd.xn--p1ai", "password": PASSWORD})
    assert "anna@пример.рф" in words(client.get("/account/"), "main")


@pytest.mark.parametrize("typed", ["anna@faß.de", "anna@xn--fa-hia.de"])
def test_mail_goes_to_the_domain_and_not_to_one_that_only_looks_like_it(mailoutbox, typed):
    UserFactory(email="anna@faß.de")
    browser().post("/auth/password/reset/", {"email": typed})
    send_links()
    assert [mail.to for mail in mailoutbox] == [["anna@xn--fa-hia.de"]]
    browser().post("/auth/password/reset/", {"email": "anna@fass.de"})
    assert send_links() == 0
    assert len(mailoutbox) == 1


def test_staff_cannot_make_a_second_account_of_a_mailbox():
    UserFactory(email="anna@пример.рф")
    fields = {"email": "anna@xn--e1afmkfd.xn--p1ai", "password1": PASSWORD, "password2": PASSWORD}
    page = browser(StaffFactory()).post("/admin/accounts/user/add/", fields | {"usable_password": "true"})
    assert "There is already an account with this e-mail." in words(page)


# Accounts of before ---------------------------------------------------------------------------------------------------


def account(email, password=PASSWORD):
    """An account as it was kept when each spelling of a domain was an address of its own."""
    user = UserFactory(password=password)
    User.objects.filter(pk=user.pk).update(email=email)
    user.email = email
    return user


def respell():
    migration = import_module("accounts.migrations.0002_one_spelling_of_an_address")
    with connection.schema_editor() as editor:
        migration.respell(apps, editor)


@pytest.mark.django_db(transaction=True)
def test_the_migration_brings_addresses_to_their_spelling_and_joins_none():
    alone = account("anna@xn--e1afmkfd.xn--p1ai"), account("zw@example.org\u200b"), account("bea@example.org")
    both = account("cleo@xn--e1afmkfd.xn--p1ai"), account("cleo@пример.рф")
    respell()
    respell()
    emails = dict(User.objects.values_list("pk", "email"))
    assert [emails[user.pk] for user in alone] == ["anna@пример.рф", "zw@example.org", "bea@example.org"]
    assert [emails[user.pk] for user in both] == [user.email for user in both]
    first, second = both
    assert list(addresses()) == [
        f"accounts {first.pk} (cleo@xn--e1afmkfd.xn--p1ai), {second.pk} (cleo@пример.рф): "
        "one mailbox, cleo@пример.рф, has 2 accounts"
    ]


def test_two_accounts_of_one_mailbox_stay_as_they_are(mailoutbox):
    both = account("cleo@xn--e1afmkfd.xn--p1ai", "four loud lamps"), account("cleo@пример.рф", "five loud lamps")
    for user, password in zip(both, ("four loud lamps", "five loud lamps"), strict=True):
        client = browser()
        client.post("/auth/login/", {"username": user.email, "password": password})
        assert client.session["_auth_user_id"] == str(user.pk)
        new = {"old_password": password, "new_password1": "six quiet lamps", "new_password2": "six quiet lamps"}
        assert client.post("/auth/password/change/", new).url == "/account/"
    browser().post("/auth/password/reset/", {"email": "cleo@пример.рф"})
    send_links()
    assert [mail.to for mail in mailoutbox] == [["cleo@xn--e1afmkfd.xn--p1ai"]] * 2
    page = browser().post("/auth/register/", {"email": "cleo@xn--e1afmkfd.xn--p1ai", "password": PASSWORD})
    assert beside(page, "email").startswith("There is already an account with this e-mail.")


def test_an_address_in_another_spelling_is_named():
    user = account("anna@xn--e1afmkfd.xn--p1ai")
    assert list(addresses()) == [
        f"account {user.pk} (anna@xn--e1afmkfd.xn--p1ai): its address is not written anna@пример.рф"
    ]
