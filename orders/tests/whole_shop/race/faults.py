"""What a twin takes away from the shop, to show that its test would notice: one guard at a time.

On SQLite no row is ever locked: the transaction is the lock, because it begins IMMEDIATE. There each fault takes the
transaction away as well. In the gap two requests wait for each other, or many sleep a moment: so the race happens on
any machine.
"""

import os
import time
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from random import random
from threading import local
from types import SimpleNamespace

from django.conf import settings
from django.db import connection, transaction
from django_otp.models import DeviceManager
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

import accounts.admin
import accounts.second_factor.codes
import accounts.throttle
import cart.contents
import cart.views
import orders.account_closure
import orders.checkout
import orders.clock
import orders.models
from accounts.models import AttemptCount
from cart.models import CartItem, CartItemQuerySet
from catalog import stock
from catalog.models import Product

GAP = 0.25
# How long one waits for a second that may never come, in seconds.
LONGEST = 2
# Stands in for a module's `transaction`.
NO_TRANSACTION = SimpleNamespace(atomic=nullcontext, on_commit=transaction.on_commit)

lock_products = stock.lock_products
lock_user = cart.contents.lock_user


def slow(function):
    def sleeps_first(*args, **kwargs):
        time.sleep(GAP)
        return function(*args, **kwargs)

    return sleeps_first


def meet():
    """Waits for another request that is here too, of whatever process: the first two, then the next two, …"""
    folder = Path(os.environ["RACE_FOLDER"])
    here = next(number for number in count() if is_first_at(meeting(folder, number)))
    other, end = meeting(folder, here ^ 1), time.monotonic() + LONGEST
    while not other.exists() and time.monotonic() < end:
        time.sleep(0.005)


def meeting(folder, number):
    """The file that says that one more has come."""
    return folder / f"meeting{number}"


def is_first_at(path):
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def meets(function):
    def meets_first(*args, **kwargs):
        meet()
        return function(*args, **kwargs)

    return meets_first


def is_sqlite():
    return connection.vendor == "sqlite"


def unlocked(owner):
    return nullcontext() if is_sqlite() else transaction.atomic()


def product_lock():
    """An order reads the stock without locking it."""

    def read_products(ids):
        products = Product.objects.in_bulk(list(ids))
        meet()
        return products

    stock.lock_products = read_products
    if is_sqlite():
        orders.checkout.locked = unlocked


def product_order():
    """An order locks its products as they stand in the basket."""

    def lock_as_given(ids):
        products = {}
        for pk in ids:
            products |= lock_products([pk])
            if len(products) == 1:
                meet()
        return products

    stock.lock_products = lock_as_given


def cart_lock():
    """Placing an order reads the cart without locking it."""
    orders.checkout.locked = unlocked
    stock.lock_products = meets(lock_products)


def order_lock():
    """A verb reads the order without locking it."""

    def read(order, expected=None):
        order.refresh_from_db()
        if expected and order.status != expected:
            raise orders.models.InvalidTransition
        meet()

    orders.models.Order._lock = read
    # A return reads more before it writes.
    orders.models.OrderItem.come_back = meets(orders.models.OrderItem.come_back)
    if is_sqlite():
        orders.models.order.transaction = NO_TRANSACTION


def invoice_lock():
    """A number is read from the last invoice, not taken from a counter."""

    def read_last(series):
        last = orders.models.Invoice.objects.filter(series=series).count()
        time.sleep(GAP)
        return last + 1

    orders.models.invoice.next_serial = read_last
    if is_sqlite():
        orders.models.order.transaction = NO_TRANSACTION


def invoice_clock():
    """The clock is asked before the counter, which others may reach sooner."""
    asked, count = local(), orders.models.invoice.next_serial

    def ask_first(series):
        asked.at = orders.clock.now()
        time.sleep(GAP * random())
        return count(series)

    orders.models.invoice.next_serial = ask_first
    orders.models.invoice.clock = SimpleNamespace(now=lambda: asked.at)
    if is_sqlite():
        orders.models.order.transaction = NO_TRANSACTION


def counted_add():
    """Adding reads the quantity and writes a larger one."""

    def add(owner, product, quantity):
        fresh = {"quantity": quantity, "price_when_added": product.price}
        item, is_new = CartItem.objects.get_or_create(**owner.key, product=product, defaults=fresh)
        if not is_new:
            time.sleep(GAP)
            item.quantity += quantity
            item.save()

    cart.views.add = add


def merge_lock():
    """Logging in merges the carts without locking either."""
    cart.contents.lock_user = lambda user_id: None
    cart.contents._move = slow(cart.contents._move)
    CartItemQuerySet.select_for_update = lambda queryset, **kwargs: queryset
    if is_sqlite():
        cart.contents.transaction = NO_TRANSACTION


def put_back_lock():
    """Ordering again reads the cart without locking it."""
    cart.contents.locked = unlocked
    cart.contents.Kept = slow(cart.contents.Kept)


def counted_attempt():
    """An attempt reads how many there were, and writes one more."""

    def attempt(request, limit, *whose):
        key = " ".join((limit.name, *whose))
        before = AttemptCount.objects.filter(key=key).values_list("times", flat=True).first() or 0
        if before >= limit.times:
            raise accounts.throttle.refused(request, limit.name, limit.seconds)
        time.sleep(GAP)
        ends_at = int(time.time()) + limit.seconds
        AttemptCount.objects.update_or_create(key=key, defaults={"times": before + 1, "ends_at": ends_at})
        return accounts.throttle.Attempt(key, ends_at)

    accounts.throttle.attempt = attempt


def code_lock():
    """A code of a second factor is checked without locking its device."""
    DeviceManager.select_for_update = lambda manager, **kwargs: manager.get_queryset()
    TOTPDevice.save, StaticToken.delete = slow(TOTPDevice.save), slow(StaticToken.delete)
    if is_sqlite():
        accounts.second_factor.codes.transaction = NO_TRANSACTION


def owner_lock():
    """Owners take rights from each other, and close their accounts, without locking anybody."""

    def look_away(reader, pk):
        meet()
        # One after the other, or the log's reference to who writes it ends one of them in a deadlock.
        time.sleep(GAP * (reader.pk % 2))

    accounts.admin.lock_with_reader = look_away
    orders.account_closure.lock_leaving = lambda user: meet()
    if is_sqlite():
        orders.account_closure.transaction = NO_TRANSACTION


def immediate():
    """SQLite begins as Django lets it: reading first, and wanting to write later."""
    settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] = "DEFERRED"
    stock.lock_products = slow(lock_products)


def take_away(name):
    if name:
        globals()[name]()
