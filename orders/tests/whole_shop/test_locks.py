"""Who is to change a row waits for whoever is changing it, before anything of it is read."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.second_factor.codes import accept, begin, confirm
from accounts.tests.factories import StaffFactory, UserFactory
from cart.contents import add, merge
from cart.owner import Owner
from cart.tests.factories import CartItemFactory
from catalog.goods.prices import PriceRule, change_prices
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.account_closure import close_account
from orders.checkout import place_order
from orders.late_invoice import make_invoice
from orders.tests.factories import DELIVERY, place, shown

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no locks of rows"),
]


@contextmanager
def held_elsewhere(row):
    """A second connection has locked the row and goes on for a while."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {row._meta.db_table} WHERE id = %s FOR NO KEY UPDATE", [row.pk])
        yield
    finally:
        other.rollback()
        other.close()


@contextmanager
def waits(by="SELECT"):
    """What is done here has to wait for a lock, and it is a reading that waits, not a later writing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
        with CaptureQueriesContext(connection) as queries, pytest.raises(OperationalError, match="lock timeout"):
            yield
    last = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]][-1]
    assert last.strip().startswith(by)
    assert "FOR " in last


def test_an_order_waits_for_the_cart():
    line = CartItemFactory(user=UserFactory())
    as_shown = shown(line.user)
    with held_elsewhere(line.user), waits():
        place_order(user=line.user, checkout_key="key", shown=as_shown, delivery=DELIVERY)
    assert not line.user.orders.exists()


def test_an_add_waits_for_the_cart():
    user, shade = UserFactory(), ProductFactory()
    with held_elsewhere(user), waits(by="INSERT"):
        add(Owner(user_id=user.pk), shade, 1)
    assert not user.cart_items.exists()


def test_a_login_waits_for_the_cart_of_the_user():
    user, line = UserFactory(), CartItemFactory(token="guest")
    with held_elsewhere(user), waits():
        merge("guest", user.pk)
    line.refresh_from_db()
    assert line.token == "guest"


def test_a_login_waits_for_the_lines_of_the_guest():
    user, line = UserFactory(), CartItemFactory(token="guest")
    with held_elsewhere(line), waits():
        merge("guest", user.pk)
    line.refresh_from_db()
    assert line.token == "guest"


def test_closing_an_account_waits_for_its_orders():
    """Those that are paid, too: they keep an address until they are dispatched, and may be at this moment."""
    order = place()
    order.pay(by=order.user)
    with held_elsewhere(order), waits():
        close_account(user=order.user)


def test_an_invoice_that_is_made_later_waits_for_its_order():
    order, staff = place(), StaffFactory()
    with held_elsewhere(order), waits():
        make_invoice(order, by=staff)


@pytest.mark.parametrize(
    ("is_confirmed", "check"),
    [(True, lambda device: accept(device.user, "123456")), (False, lambda device: confirm(device, "123456"))],
    ids=["at a login", "when it is set up"],
)
def test_a_code_waits_for_the_one_before_it(is_confirmed, check):
    device = TOTPDevice.objects.create(user=StaffFactory(), confirmed=is_confirmed)
    with held_elsewhere(device), waits():
        check(device)


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_second_phone_waits_for_the_first(is_begun):
    device = TOTPDevice.objects.create(user=StaffFactory(), confirmed=False)
    with held_elsewhere(device.user), waits():
        confirm(device, "123456") if is_begun else begin(device.user)


@pytest.mark.parametrize(
    "change",
    [
        lambda shade: change_prices({shade.pk: shade.price}, PriceRule(amount=1)),
        lambda shade: Product.objects.filter(pk=shade.pk).hide(),
        lambda shade: Product.objects.filter(pk=shade.pk).update(slug="another"),
    ],
    ids=["prices", "hide", "address"],
)
def test_a_change_waits_for_the_shade(change):
    shade = ProductFactory()
    with held_elsewhere(shade), waits():
        change(shade)


def test_what_is_to_be_shown_waits_for_the_shade():
    shade = ProductFactory(is_public=False)
    with held_elsewhere(shade), waits():
        Product.objects.filter(pk=shade.pk).publish()
