"""Faults of accounts and carts, and of what a closed account leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from orders.account_closure import close_account
from orders.tests.check_shop.named import assert_named
from shop.tests.constraints import without

LATER = timezone.now() + timedelta(days=1)


def broken(rule, plant):
    """Plants what a constraint of carts refuses."""

    def planted(shop):
        with without("carts", rule):
            plant(shop)

    return planted


def close(shop):
    close_account(user=shop.user)
    return shop.user


PLANTED = {
    # Accounts
    "an address in capital letters": (
        lambda shop: User.objects.filter(pk=shop.user.pk).update(email="Anna@Example.org"),
        "account {user.pk} (Anna@Example.org): its address is not written anna@example.org",
    ),
    "two accounts of one mailbox": (
        lambda shop: [
            UserFactory(email="anna@example.org"),
            User.objects.filter(pk=shop.user.pk).update(email="Anna@example.org"),
        ],
        "one mailbox, anna@example.org, has 2 accounts",
    ),
    "a password that is no hash": (
        lambda shop: User.objects.filter(pk=shop.user.pk).update(password="secret"),
        "account {user.pk} ({user.email}): its password is no hash",
    ),
    "two apps that make codes": (
        lambda shop: [TOTPDevice.objects.create(user=shop.user) for _ in range(2)],
        "account {user.pk}: 2 apps make codes for it, and one counts",
    ),
    # Carts
    "a cart with a hundred": (
        broken("carts_quantity_in_range", lambda shop: CartItemFactory(user=shop.user, quantity=500)),
        "breaks carts_quantity_in_range",
    ),
    "a cart of nobody": (
        broken("carts_one_owner", lambda shop: CartItemFactory(user=None, token=None)),
        "breaks carts_one_owner",
    ),
    "a cart of the future": (
        lambda shop: CartItemFactory(user=shop.user, updated_at=LATER),
        "of carts: updated_at is in the future",
    ),
    # Closed accounts
    "an address kept after the account was closed": (
        lambda shop: [close(shop), shop.of(shop.sent).update(phone="+46 70 123 45 67")],
        "order {sent}: its account is closed, and it still says where it went",
    ),
    "a pending order of a closed account": (
        lambda shop: [
            close(shop),
            shop.of(shop.cancelled).update(status="pending", cancelled_at=None),
        ],
        "order {cancelled}: its account is closed, and it is still pending",
    ),
    "a cart of a closed account": (
        lambda shop: CartItemFactory(user=close(shop), product=shop.shade),
        "its account is closed",
    ),
    "a closed account that can log in": (
        lambda shop: User.objects.filter(pk=close(shop).pk).update(is_active=True),
        "account {user.pk}: it is closed, and can still be used",
    ),
    "a closed account with a second factor": (
        lambda shop: TOTPDevice.objects.create(user=close(shop)),
        "account {user.pk}: it is closed, and has a second factor",
    ),
    "a closed account with recovery codes": (
        lambda shop: StaticDevice.objects.create(user=close(shop)),
        "account {user.pk}: it is closed, and has a second factor",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_named(shop, name):
    plant, named = PLANTED[name]
    plant(shop)
    assert_named(named.format(**vars(shop)))
