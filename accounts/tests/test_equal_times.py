"""How long an answer takes does not tell whether an address has an account."""

import time
from statistics import NormalDist

import pytest
from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.tests.factories import PASSWORD
from shop.tests.pages import browser

pytestmark = [pytest.mark.long, pytest.mark.each_database, pytest.mark.django_db]

EACH = 200
# Equal times fail this once in a hundred runs; twice in a row, once in ten thousand.
CHANCE, TRIES = 0.01, 2


def chance_of(ours, theirs):
    """The p-value of the Mann–Whitney U test, by its normal approximation: ties are not to be expected of clocks."""
    ranked = sorted([(seconds, 0) for seconds in ours] + [(seconds, 1) for seconds in theirs])
    ranks = sum(rank for rank, (_, side) in enumerate(ranked, 1) if side == 0)
    u, mean = ranks - len(ours) * (len(ours) + 1) / 2, len(ours) * len(theirs) / 2
    deviation = (len(ours) * len(theirs) * (len(ours) + len(theirs) + 1) / 12) ** 0.5
    return 2 * (1 - NormalDist().cdf(abs(u - mean) / deviation))


def seconds_of(address, fields, number):
    """Of a visitor whom no limit stops: wrong passwords are answered 200, a request for a link 303."""
    client = browser(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")
    began = time.perf_counter()
    response = client.post(address, fields)
    taken = time.perf_counter() - began
    assert response.status_code in (200, 303)
    return taken


def times(address, field, others):
    """Seconds of known and of unknown addresses, in turn."""
    known, unknown = [], []
    password = make_password(PASSWORD)
    for number in range(EACH):
        owner = User.objects.create(email=f"shopper-{time.time_ns()}@example.org", password=password)
        known.append(seconds_of(address, others | {field: owner.email}, 2 * number))
        unknown.append(seconds_of(address, others | {field: f"nobody-{number}@example.org"}, 2 * number + 1))
    return known, unknown


def test_the_measure_tells_different_times_apart():
    times_of_one = [1 + number / 1000 for number in range(EACH)]
    assert chance_of(times_of_one, [seconds + 0.05 for seconds in times_of_one]) < CHANCE
    assert chance_of(times_of_one, [seconds + 0.0001 for seconds in times_of_one]) > CHANCE


@pytest.mark.parametrize(
    ("address", "field", "others"),
    [("/auth/login/", "username", {"password": "four loud lamps"}), ("/auth/password/reset/", "email", {})],
)
def test_known_and_unknown_addresses_take_equally_long(address, field, others, settings, record_property):
    # As a shop that sells has it, and not the quick one of the tests.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.BCryptSHA256PasswordHasher"]
    chances = []
    while len(chances) < TRIES and not any(chance > CHANCE for chance in chances):
        chances.append(chance_of(*times(address, field, others)))
    record_property(f"p of {EACH} known and {EACH} unknown addresses at {address}", round(chances[-1], 3))
    assert chances[-1] > CHANCE, chances
