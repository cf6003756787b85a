"""An order is a 404 for everybody but its user."""

import pytest

from accounts.tests.factories import PASSWORD, StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from orders.models import Order
from orders.tests.checkout import FORM
from orders.tests.factories import place
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *[("get", ""), ("get", "pay/"), ("get", "cancel/")],
    *[("post", "pay/"), ("post", "cancel/"), ("post", "cart/")],
]


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
        *(("orders/{}/cancel/", method) for method in ("put", "delete")),
        *(("orders/{}/cart/", method) for method in ("put", "delete")),
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


@pytest.mark.parametrize(
    "page", ["orders/", "orders/{}/pay/", "orders/{}/cancel/", "orders/{}/cart/", "account/delete/"]
)
@pytest.mark.parametrize("site", ["same-origin", "same-site", "cross-site", "none"])
def test_a_post_without_the_token_of_its_form_does_nothing(order, page, site):
    client = browser(order.user, enforce_csrf_checks=True)
    CartItemFactory(user=order.user)
    answer = client.post(
        "/" + page.format(order.number), FORM | {"password": PASSWORD}, headers={"sec-fetch-site": site}
    )
    # One of our own pages leads to where the button is, with a token of today.
    assert answer.status_code in ((200, 303) if site == "same-origin" else (403,))
    assert Order.objects.get().is_pending
    assert order.user.cart_items.count() == 1
    order.user.refresh_from_db()
    assert order.user.is_active
