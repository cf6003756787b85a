"""Whatever is sent to the pages of the shop is answered: with a page, a way back, a 403 or 404, never with a 500."""

import pytest
from django.urls import get_resolver

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import LampFactory, ProductFactory
from orders.tests.factories import place
from pages.tests.pages import write
from shop.tests.pages import browser, elements

# On PostgreSQL a refused statement ends the transaction that a test would stand in.
pytestmark = pytest.mark.django_db(transaction=True)
BROKEN = ["1\x00", "9" * 23]
# Fields that no form of a page that is open shows: those of links, of scripts and of forms shown elsewhere.
ALSO = {"next", "page", "sort", "q", "removed", "quantity", "product_id", "checkout_key", "line", "outcome", "password"}
COOKIES = ["cart", "lamp", "session", "messages", "csrf"]


def safe(value):
    return value.encode("utf-8", "surrogatepass")


@pytest.fixture
def order():
    LampFactory()
    write("drum")
    order = place(UserFactory(), ProductFactory(slug="drum", stock=20))
    CartItemFactory(user=order.user)
    return order


def addresses(order):
    """Every address of the shop without the admin: with keys that are there, and with keys that are none."""

    def under(patterns, before):
        for one in patterns:
            whole = f"{before}{one.pattern}"
            yield from under(one.url_patterns, whole) if hasattr(one, "url_patterns") else [whole]

    keys = {
        "<slug:slug>": ["drum", "x" * 5000],
        "<slug:number>": [order.number, "9" * 23],
        "<int:product_id>": [str(order.items.get().product_id), "9" * 23],
        "<uidb64>/<token>": ["MQ/set-password", "AA/x-y", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk/x-y", "AP8/%00"],
    }
    for address in under(get_resolver().url_patterns, "/"):
        if address.startswith("/admin/"):
            continue
        found = [address]
        for variable, values in keys.items():
            found = [one.replace(variable, value) for one in found for value in (values if variable in one else [""])]
        yield from found


def test_every_address_of_the_shop_takes_every_value(order):
    wrong = {}
    for who in (None, order.user):
        for address in addresses(order):
            client = browser(who)
            client.raise_request_exception = False
            shown = elements(page, "[name]") if (page := client.get(address)).status_code == 200 else []
            names = ALSO | {one.attributes["name"] for one in shown}
            for value in BROKEN:
                for send in (client.get, client.post):
                    code = send(address, dict.fromkeys(names, safe(value))).status_code
                    if code >= 500:
                        wrong[who, send.__name__, address, value[:30]] = code
    assert wrong == {}


@pytest.mark.parametrize("value", [r'"12345678\000"', "9" * 40, "\xff" * 9, "x" * 5000])
def test_every_cookie_takes_every_value(order, value):
    client = browser()
    client.raise_request_exception = False
    for address in ("/", "/products/drum/", "/cart/", "/account/", "/auth/login/", "/admin/", "/orders/new/"):
        sent = "; ".join(f"{name}={value}" for name in COOKIES)
        assert client.get(address, HTTP_COOKIE=sent).status_code < 500, address
