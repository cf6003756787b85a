"""Constraints of the tables of accounts."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import PasswordResetRequest, User
from accounts.tests.factories import UserFactory
from shop.tests.constraints import constraints_of, refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def test_every_constraint_is_tested_here():
    assert constraints_of("accounts") == {
        *("users_email_unique", "users_email_filled"),
        "password_reset_requests_email_unique",
    }


def test_an_account_needs_an_address():
    user = UserFactory()
    with refused_by("users_email_filled"):
        User.objects.filter(pk=user.pk).update(email="")


def test_an_address_has_one_account():
    first, second = UserFactory(), UserFactory()
    with refused_by("users_email_unique", columns="users.email"):
        User.objects.filter(pk=second.pk).update(email=first.email)


def test_a_link_is_asked_for_once_at_a_time():
    PasswordResetRequest.objects.create(email="anna@example.org", language="en")
    with refused_by("password_reset_requests_email_unique", columns="password_reset_requests.email"):
        PasswordResetRequest.objects.create(email="anna@example.org", language="ru")


@pytest.mark.parametrize(
    "spelling", ["Anna@Example.ORG", " anna@example.org ", "ａnna@example.org", "ANNA@EXAMPLE.ORG"]
)
def test_an_address_is_the_same_however_it_is_spelled(spelling):
    UserFactory(email="anna@example.org")
    with refused_by("users_email_unique", columns="users.email"):
        UserFactory(email=spelling)
    assert User.objects.get_by_natural_key(spelling).email == "anna@example.org"


def test_letters_that_only_fold_together_are_one_address():
    UserFactory(email="STRASSE@example.org")
    with refused_by("users_email_unique", columns="users.email"):
        UserFactory(email="straße@example.org")


def test_an_address_has_at_most_255_characters():
    local = "a" * 64
    long = f"{local}@{'b' * 60}.{'c' * 60}.{'d' * 60}.org"
    assert len(long) > 250
    with pytest.raises(ValidationError) as refusal:
        User(email=f"{long}.example", password="x").full_clean()
    assert "email" in refusal.value.message_dict


def test_a_staff_account_is_made_by_its_own_verb():
    staff = User.objects.create_superuser("Staff@Example.org", "three quiet lamps")
    assert (staff.email, staff.is_staff, staff.is_superuser) == ("staff@example.org", True, True)
