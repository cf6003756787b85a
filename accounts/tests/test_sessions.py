"""Sessions, which are read by a statement of our own."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.tests.factories import UserFactory
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db


def is_logged_in(client):
    return client.get("/account/").status_code == 200


def test_a_session_that_has_ended_logs_nobody_in():
    client = browser(UserFactory())
    assert is_logged_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_logged_in(client)


def test_a_key_that_is_no_session_logs_nobody_in():
    client = browser(UserFactory())
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert not is_logged_in(client)
