"""What a visitor typed before logging in is kept in a session: little of it, and not for everybody."""

from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session

from orders.tests.checkout import FORM
from shop.tests.pages import browser
from shop.uploads import LARGEST_OF_OTHERS

pytestmark = pytest.mark.django_db


def post(client=None, **fields):
    client = client or browser(enforce_csrf_checks=True)
    assert client.post("/orders/", fields).url == "/auth/login/?next=/orders/new/"
    return client


def test_no_more_is_kept_than_the_fields_take():
    longest = LARGEST_OF_OTHERS // len(FORM) // len(quote("ю")) - len("&checkout_key=")
    post(**dict.fromkeys(FORM, "ю" * longest))
    session = Session.objects.get()
    assert len(session.session_data) < 6000
    assert {len(typed) for typed in session.get_decoded()["delivery"].values()} == {200}


def test_nothing_typed_is_nothing_kept():
    for fields in ({}, dict.fromkeys(FORM, ""), {"checkout_key": "x" * 1000, "line": "1:1:9.00"}):
        post(**fields)
    assert not Session.objects.exists()


def test_a_stranger_makes_twenty_sessions_in_an_hour():
    for _ in range(25):
        post(**FORM)
    assert Session.objects.count() == 20
    post(browser(enforce_csrf_checks=True, REMOTE_ADDR="192.0.2.9"), **FORM)
    assert Session.objects.count() == 21
