"""Closing an account: personal data are erased, the orders are kept."""

import pytest

from accounts.models import User
from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog import stock
from catalog.tests.factories import ProductFactory
from orders.account_closure import close_account
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import beside, browser, said

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

PERSONAL = ("name", "phone", "street", "postcode", "city")


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


def address_of(order):
    order.refresh_from_db()
    return [getattr(order, field) for field in PERSONAL]


def close(client, password=PASSWORD):
    return client.post("/account/delete/", {"password": password})


def test_the_row_stays_and_says_nothing_of_the_person(anna):
    client = browser(anna)
    response = close(client)
    assert (response.status_code, response.url) == (303, "/")
    assert said(client.get("/")) == ["Your account is closed."]
    anna.refresh_from_db()
    assert anna.email == f"closed-{anna.pk}@invalid"
    assert not anna.is_active
    assert not anna.has_usable_password()


def test_orders_forget_who_and_where_and_keep_the_country(anna):
    sent, cancelled, pending, other = place(anna, key="a"), place(anna, key="b"), place(anna, key="c"), place()
    sent.pay(by=anna)
    sent.dispatch(by=StaffFactory())
    cancelled.cancel(by=anna)
    close(browser(anna))
    for order in (sent, cancelled, pending):
        assert address_of(order) == [""] * 5
    assert (sent.country, sent.status, sent.user) == ("SE", "paid", anna)
    assert sent.items.count() == 1
    other.refresh_from_db()
    assert other.name == "Anna Lindqvist"


def test_pending_orders_are_cancelled_and_their_stock_returns(anna):
    product = ProductFactory(stock=10)
    pending, paid = (place(anna, product, key=key, quantity=2) for key in ("a", "b"))
    paid.pay(by=anna)
    others = place(None, product)
    close(browser(anna))
    states = [Order.objects.get(pk=order.pk).status for order in (pending, paid, others)]
    assert states == ["cancelled", "paid", "pending"]
    product.refresh_from_db()
    assert product.stock == 7
    assert list(inconsistencies()) == []


def test_the_cart_goes_and_no_other(anna):
    CartItemFactory(user=anna)
    kept = [CartItemFactory(user=UserFactory()), CartItemFactory(token="guest")]
    close(browser(anna))
    assert list(CartItem.objects.order_by("pk")) == kept


def test_all_sessions_end(anna):
    here, elsewhere = browser(anna), browser(anna)
    assert elsewhere.get("/account/").status_code == 200
    close(here)
    for client in (here, elsewhere):
        assert client.get("/account/").status_code == 302


def test_nobody_logs_in_again_and_the_address_is_free(anna):
    close(browser(anna))
    client = browser()
    client.post("/auth/login/", {"username": "anna@example.org", "password": PASSWORD})
    assert client.get("/account/").status_code == 302
    client.post("/auth/register/", {"email": "anna@example.org", "password": PASSWORD})
    assert User.objects.get(email="anna@example.org") != anna


@pytest.mark.parametrize(
    ("password", "error"),
    [("three loud lamps", "Wrong password."), ("", "Enter your password.")],
)
def test_without_the_password_nothing_happens(anna, password, error):
    order = place(anna)
    page = close(browser(anna), password)
    assert beside(page, "password") == error
    anna.refresh_from_db()
    order.refresh_from_db()
    assert anna.is_active
    assert (order.status, order.name) == ("pending", "Anna Lindqvist")


def test_closing_can_be_done_only_by_oneself(anna):
    assert close(browser()).url == "/auth/login/?next=/account/delete/"
    anna.refresh_from_db()
    assert anna.is_active


def test_a_closed_member_of_staff_enters_nothing():
    staff, _other = StaffFactory(), StaffFactory()
    close(browser(staff))
    staff.refresh_from_db()
    assert (staff.is_staff, staff.is_superuser, staff.is_active) == (False, False, False)


def test_the_last_owner_of_the_shop_stays():
    owner = StaffFactory(is_superuser=True)
    assert "the only owner" in beside(close(browser(owner)), "password")
    owner.refresh_from_db()
    assert owner.is_active
    other = StaffFactory(is_superuser=True)
    other.set_unusable_password()
    other.save()
    assert close(browser(owner)).status_code == 200
    other.set_password(PASSWORD)
    other.save()
    assert close(browser(owner)).status_code == 303


def test_two_accounts_can_be_closed():
    for user in (UserFactory(), UserFactory()):
        assert close(browser(user)).status_code == 303
    assert User.objects.filter(email__endswith="@invalid").count() == 2


def test_all_products_are_locked_at_once_before_any_order_is_cancelled(anna, monkeypatch):
    """Two transfers, of a later shade first: order by order they would be locked against the order of their keys."""
    first, second = ProductFactory(stock=9), ProductFactory(stock=9)
    place(anna, second, key="a")
    place(anna, first, key="b")
    asked = []
    lock = stock.lock_products
    monkeypatch.setattr(stock, "lock_products", lambda ids: lock(asked.append(sorted(ids := list(ids))) or ids))
    close_account(user=anna)
    assert asked[0] == [first.pk, second.pk]
    assert list(inconsistencies()) == []
