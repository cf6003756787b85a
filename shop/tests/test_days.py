"""The day of a moment, in the database as in Python: in any zone, also on the days when the clock is changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shop.days import DayHere, day_of

ZONES = ("Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
# From here on the clock is changed twice.
MARCH = datetime(2026, 3, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 300 * 24 * 3600).map(lambda second: MARCH + timedelta(seconds=second))


@given(moment=MOMENTS, zone=st.sampled_from(ZONES))
def test_it_is_that_of_the_zone(moment, zone):
    stored = str(moment.replace(tzinfo=None))
    assert day_of(stored, zone) == moment.astimezone(ZoneInfo(zone)).date().isoformat()


def test_of_no_moment_there_is_no_day():
    assert day_of(None, "UTC") is None


@pytest.mark.django_db
@pytest.mark.each_database
@pytest.mark.parametrize("zone", ZONES)
def test_the_database_knows_it_too(zone):
    first = datetime(2026, 3, 28, 20, 59, 59, 999_999, tzinfo=UTC)
    moments = [first + timedelta(minutes=15 * n) for n in range(120)]
    Session.objects.bulk_create(Session(session_key=str(n), expire_date=at) for n, at in enumerate(moments))
    with timezone.override(zone):
        days = dict(Session.objects.values_list("expire_date", DayHere("expire_date")))
    assert days == {at: at.astimezone(ZoneInfo(zone)).date() for at in moments}
