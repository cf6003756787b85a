"""Two owners take each other's rights at the same moment: one of them stays, and can log in."""

from functools import partial

import pytest

from accounts.models import User
from accounts.owners import OWNERS
from accounts.tests.factories import PASSWORD, StaffFactory
from orders.tests.whole_shop.race.visitors import together, told

pytestmark = pytest.mark.race


def press(visitor, path, **fields):
    return partial(visitor.post, path, fields | {"csrfmiddlewaretoken": visitor.csrf})


def take_rights(visitor, other):
    """All but being active is left unticked."""
    shown = {"initial-email": other.email, "initial-is_active": "True", "initial-groups": ""}
    shown |= {"initial-is_staff": "True", "initial-is_superuser": "True"}
    return press(visitor, f"/admin/accounts/user/{other.pk}/change/", email=other.email, is_active="on", **shown)


def take_password(visitor, other):
    path = f"/admin/accounts/user/{other.pk}/password/"
    return press(visitor, path, usable_password="false", **{"unset-password": "1"})


def leave(visitor, _other):
    return press(visitor, "/account/delete/", password=PASSWORD)


PAIRS = [(take_rights, take_rights), (take_password, take_password), (take_rights, take_password), (leave, leave)]


def owner_at(shop):
    """An owner with a page of the admin open."""
    visitor = shop.visitor(StaffFactory())
    visitor.csrf = dict(visitor.form("/account/", action="/account/delete/"))["csrfmiddlewaretoken"]
    return visitor


def race(shop, pair):
    """How many owners can log in after two have pressed each their button, and what they were answered."""
    User.objects.update(is_superuser=False)
    visitors = owner_at(shop), owner_at(shop)
    owners = User.objects.filter(is_superuser=True).order_by("pk")
    calls = [way(visitor, other) for way, visitor, other in zip(pair, visitors, reversed(owners), strict=True)]
    answers, _seconds = together(calls)
    return User.objects.filter(OWNERS).count(), f"{' and '.join(way.__name__ for way in pair)}: {told(answers)}"


def test_one_of_two_owners_stays(open_shop, measured):
    shop = open_shop(processes=2)
    for pair in PAIRS:
        left, words = race(shop, pair)
        measured(f"{words}; {left} owner left")
        assert left == 1


@pytest.mark.long
def test_without_the_lock_none_stays(open_shop, measured):
    shop = open_shop(without="owner_lock", processes=2)
    for pair in PAIRS:
        left, words = race(shop, pair)
        measured(f"  twin without a lock, {words}; {left} owners left")
        assert left == 0
