"""Staff set up a second factor in the admin, renew its recovery codes, and remove it."""

import re
from base64 import b32decode
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.second_factor import codes
from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from accounts.tests.second_factor.phone import code_of, log_in, set_up
from shop.tests.pages import browser, element, elements, inline, words

pytestmark = pytest.mark.django_db
PAGE = "/admin/second-factor/"


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


@pytest.fixture
def ann():
    return StaffFactory()


def begin(client, password=PASSWORD):
    return client.post(f"{PAGE}begin/", {"password": password})


def secret_on(page):
    return words(page, ".second-factor__secret")


def recovery_codes_on(page):
    return [code.text() for code in elements(page, ".second-factor__codes code")]


def test_it_is_set_up_with_the_first_code_and_asked_for_afterwards(ann, clock):
    client = browser(ann)
    assert begin(client).url == f"{PAGE}set-up/"
    page = client.get(f"{PAGE}set-up/")
    assert inline(page) == []
    assert element(page, "svg path[fill='#fff']")
    key = client.session.session_key
    code = totp(b32decode(secret_on(page).replace(" ", "")))
    page = client.post(f"{PAGE}set-up/", {"code": f"{code:06}"})
    papers = recovery_codes_on(page)
    assert len(set(papers)) == 10
    assert all(re.fullmatch("[a-z2-9]{5}-[a-z2-9]{5}", paper) for paper in papers)
    assert client.session.session_key != key
    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=2))
    other, answer = log_in(ann)
    assert answer.url == "/auth/code/"
    assert other.post("/auth/code/", {"code": papers[0]}).status_code == 303


def test_the_secret_and_the_codes_are_not_shown_again(ann, clock):
    client = browser(ann)
    begin(client)
    secret = secret_on(client.get(f"{PAGE}set-up/"))
    papers = recovery_codes_on(client.post(f"{PAGE}set-up/", {"code": code_of(ann)}))
    assert client.get(f"{PAGE}set-up/").url == PAGE
    shown = client.get(PAGE).content.decode() + client.get("/admin/accounts/user/").content.decode()
    assert "10 recovery codes are left." in shown
    assert not any(text in shown for text in (secret, secret.replace(" ", ""), *papers))
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert not stored & {paper.replace("-", "") for paper in papers}


def test_a_secret_that_was_not_confirmed_is_shown_for_a_quarter_of_an_hour(ann):
    client = browser(ann)
    begin(client)
    with time_machine.travel(timedelta(minutes=15, seconds=1)):
        assert client.get(f"{PAGE}set-up/").url == PAGE
    assert log_in(ann)[1].url == "/"


def test_a_wrong_password_or_code_sets_nothing_up(ann):
    client = browser(ann)
    assert "Wrong password." in words(begin(client, "wrong"))
    assert not TOTPDevice.objects.exists()
    begin(client)
    assert "This code is wrong" in words(client.post(f"{PAGE}set-up/", {"code": "000000"}))
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_a_phone_that_stands_is_not_replaced_without_its_code(ann):
    """By one that was begun at the same moment in another tab, say."""
    client = browser(ann)
    begin(client)
    other = TOTPDevice.objects.create(user=ann, confirmed=False)
    device = codes.begun(ann)
    typed = f"{totp(device.bin_key):06}"
    assert client.post(f"{PAGE}set-up/", {"code": typed}).status_code == 200
    assert list(TOTPDevice.objects.all()) == [device]
    other.save(force_insert=True)
    assert client.get(f"{PAGE}set-up/").url == PAGE
    assert codes.confirm(other, f"{totp(other.bin_key):06}") is None
    assert codes.device_of(ann) == device


def test_an_older_session_is_asked_for_the_code(ann, clock):
    client = browser(ann)
    set_up(ann)
    clock.shift(timedelta(minutes=2))
    for address in ("/admin/", "/admin/orders/order/", PAGE, f"{PAGE}remove/"):
        assert client.get(address).url.startswith("/auth/code/?next=")
    assert client.post(f"{PAGE}begin/", {"password": PASSWORD}).url.startswith("/auth/code/")
    answer = client.post("/auth/code/?next=/admin/orders/order/", {"code": code_of(ann)})
    assert answer.url == "/admin/orders/order/"
    assert client.get(answer.url).status_code == 200


def test_new_recovery_codes_and_the_removal_ask_for_a_code(ann):
    papers = set_up(ann)
    client, _ = log_in(ann)
    client.post("/auth/code/", {"code": papers[0]})
    for button in ("recovery-codes", "remove"):
        assert "This code is wrong" in words(client.post(f"{PAGE}{button}/", {"code": papers[0]}))
    new = recovery_codes_on(client.post(f"{PAGE}recovery-codes/", {"code": papers[1]}))
    assert len(set(new) - set(papers)) == 10
    assert "This code is wrong" in words(client.post(f"{PAGE}remove/", {"code": papers[2]}))
    assert client.post(f"{PAGE}remove/", {"code": new[0]}).url == PAGE
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert log_in(ann)[1].url == "/"


def test_a_superuser_removes_that_of_another_and_the_log_says_so(ann, caplog):
    bea = StaffFactory()
    set_up(bea)
    data = {"action": "remove_second_factor", "_selected_action": [bea.pk]}
    clerk = UserFactory(is_staff=True)
    browser(clerk).post("/admin/accounts/user/", data)
    assert TOTPDevice.objects.filter(user=bea).exists()
    page = browser(ann).post("/admin/accounts/user/", data, follow=True)
    assert "1 second factor removed." in words(page)
    assert not TOTPDevice.objects.exists()
    entry = LogEntry.objects.get()
    assert entry.get_change_message() == f"Deleted second factor “{bea.email}”."
    with override("ru"):
        assert "второй фактор" in entry.get_change_message()
    assert [r.fields for r in caplog.records if r.msg == "second factor removed"] == [{"user": bea.pk, "by": ann.pk}]


def test_ones_own_is_not_removed_from_the_list_which_asks_for_no_code(ann):
    set_up(ann)
    client, _ = log_in(ann)
    client.post("/auth/code/", {"code": codes.make_recovery_codes(ann)[0]})
    data = {"action": "remove_second_factor", "_selected_action": [ann.pk]}
    page = client.post("/admin/accounts/user/", data, follow=True)
    assert "Your own second factor is removed on its page, which asks for a code." in words(page)
    assert TOTPDevice.objects.filter(user=ann).exists()


@pytest.mark.parametrize("page", ["", "set-up/"])
def test_a_double_click_does_not_hide_the_recovery_codes(ann, page):
    client = browser(ann)
    begin(client)
    assert elements(client.get(f"{PAGE}{page}"), "form send-once")


def test_the_command_removes_it_too(ann):
    set_up(ann)
    out = StringIO()
    for number in (1, 0):
        call_command("remove_second_factor", ann.email.upper(), stdout=out)
        assert out.getvalue().splitlines()[-1] == f"{number} second factors removed"


@pytest.mark.parametrize("user", [None, UserFactory])
def test_shoppers_have_none(user):
    client = browser(user and user())
    for address in (PAGE, f"{PAGE}begin/", f"{PAGE}set-up/", f"{PAGE}recovery-codes/", f"{PAGE}remove/"):
        for answer in (client.get(address), client.post(address, {"password": PASSWORD})):
            assert answer.url.startswith("/admin/login/")
