"""An order is its user's alone: to everybody else it is not there."""

import pytest

from accounts.tests.factories import StaffFactory, UserFactory
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db

ADDRESSES = [("get", ""), ("get", "pay/"), ("post", "pay/"), ("post", "cancel/")]


@pytest.fixture
def order():
    return place()


@pytest.mark.parametrize(("method", "page"), ADDRESSES)
@pytest.mark.parametrize("who", [UserFactory, StaffFactory])
def test_the_order_of_another_is_not_found(order, who, method, page):
    response = getattr(browser(who()), method)(f"/orders/{order.number}/{page}")
    assert response.status_code == 404
    assert order.number not in response.content.decode().replace(f"/orders/{order.number}/{page}", "")
    order.refresh_from_db()
    assert order.is_pending


@pytest.mark.parametrize(("method", "page"), ADDRESSES)
@pytest.mark.parametrize("number", ["AAAA-AAAA", "0", "x" * 300, "%00", "..%2f", "%D0%B0"])
def test_an_order_that_is_not_there_is_not_found(method, page, number):
    assert getattr(browser(UserFactory()), method)(f"/orders/{number}/{page}").status_code == 404


@pytest.mark.parametrize(("method", "page"), ADDRESSES)
def test_a_visitor_is_asked_to_log_in(order, method, page):
    address = f"/orders/{order.number}/{page}"
    response = getattr(browser(), method)(address)
    assert (response.status_code, response.url) == (302, f"/auth/login/?next={address}")
    assert Order.objects.get().is_pending


@pytest.mark.parametrize(
    ("page", "method"),
    [
        *(("orders/{}/cancel/", method) for method in ("get", "head", "put", "delete")),
        *(("account/delete/", method) for method in ("put", "delete")),
    ],
)
def test_buttons_are_posts(order, page, method):
    response = getattr(browser(order.user), method)("/" + page.format(order.number))
    assert response.status_code == 405
    assert Order.objects.get().is_pending


@pytest.mark.parametrize("page", ["orders/", "orders/new/", "orders/{}/", "orders/{}/pay/", "cart/"])
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_takes_another_method(order, page, method):
    assert getattr(browser(order.user), method)("/" + page.format(order.number)).status_code == 405
    assert Order.objects.get().is_pending


@pytest.mark.parametrize("page", ["orders/", "orders/{}/pay/", "orders/{}/cancel/", "account/delete/"])
def test_every_post_needs_the_token_of_its_form(order, page):
    client = browser(order.user, enforce_csrf_checks=True)
    status = client.post("/" + page.format(order.number), {"password": "three quiet lamps"}).status_code
    # Closing leads to its page, where the button has a token.
    assert status == (303 if page == "account/delete/" else 403)
    order.refresh_from_db()
    assert order.is_pending
    assert order.user.is_active
