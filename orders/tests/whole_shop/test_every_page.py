"""Rules for every page: the content security policy, nothing inline, no private page in a cache."""

import re
from datetime import datetime

import pytest

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import FamilyFactory, ProductFactory
from orders.tests.checkout import FORM
from orders.tests.factories import place
from orders.tests.seller import sells
from pages.tests.pages import write
from shop.headers import POLICY
from shop.tests.pages import browser, elements, inline

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

PUBLIC = ["/", "/products/", "/products/drum/", "/pages/terms/", "/products/?page=999", "/fit/replace/", "/nothing/"]
OF_VISITORS = [
    *("/auth/login/", "/auth/register/", "/auth/password/reset/", "/auth/password/reset/sent/"),
    "/orders/new/account/",
]
PRIVATE = [
    *("/cart/", "/orders/", "/orders/new/", "/orders/{}/", "/orders/{}/pay/", "/orders/{}/cancel/"),
    *("/account/", "/auth/password/change/"),
]
EXPECTED = {"/products/?page=999": 404, "/nothing/": 404, "403": 403}
LANGUAGES = ["", "/ru"]


@pytest.fixture
def anna():
    return UserFactory()


@pytest.fixture
def number(anna):
    """The number of a pending order; beside it a filled cart, a family and a shade that is sold out."""
    family = FamilyFactory()
    drum = ProductFactory(slug="drum", family=family)
    ProductFactory(family=family, colour_en="Ink", colour_ru="Чернильный", stock=0)
    write("terms", kind="terms")
    order = place(anna, drum)
    CartItemFactory(user=anna)
    return order.number


def pages(anna, number, prefix=""):
    """Every kind of page, as a visitor and as a user sees it."""
    guest, user = browser(), browser(anna)
    for address in PUBLIC + OF_VISITORS:
        yield address, guest.get(prefix + address)
    for address in PUBLIC + PRIVATE:
        yield address, user.get(prefix + address.format(number))
    yield "403", browser().post(f"{prefix}/cart/items/", headers={"sec-fetch-site": "cross-site"})
    yield "changed", user.post(f"{prefix}/orders/", {"checkout_key": "k", **FORM})
    yield "login", guest.post(f"{prefix}/auth/login/", {"username": "", "password": ""})
    yield "register", guest.post(f"{prefix}/auth/register/", {"email": "x", "password": "y"})
    yield "review", user.post(f"{prefix}/orders/", {"checkout_key": "k"})
    yield "closing", user.post(f"{prefix}/account/delete/", {"password": "wrong"})


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_page_has_the_policy_and_nothing_that_it_forbids(anna, number, prefix):
    for address, page in pages(anna, number, prefix):
        assert page.status_code == EXPECTED.get(address, 200), address
        assert page.headers["Content-Security-Policy"] == POLICY, address
        assert page.headers["X-Content-Type-Options"] == "nosniff", address
        assert page.headers["X-Frame-Options"] == "DENY", address
        assert page.headers["Referrer-Policy"] == "same-origin", address
        assert inline(page) == [], address


def test_the_policy_allows_this_site_alone():
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert {rules["script-src"], rules["style-src"], rules["form-action"]} == {"'self'"}
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


# A moment as HTML knows it: to the second, and with the offset of its zone.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_moment_is_one_for_machines_too(anna, number, prefix):
    found = [
        moment.attributes["datetime"] for _, page in pages(anna, number, prefix) for moment in elements(page, "time")
    ]
    assert len(found) > 3
    assert [moment for moment in found if not MOMENT.fullmatch(moment or "")] == []
    assert all(datetime.fromisoformat(moment) for moment in found)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("address", PRIVATE)
def test_private_pages_are_kept_by_no_cache(anna, number, address, prefix):
    page = browser(anna).get(prefix + address.format(number))
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "private" in page.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/auth/login/", "/auth/register/", "/orders/new/account/"])
def test_pages_that_ask_for_a_password_are_kept_by_no_cache(address):
    assert "no-store" in browser().get(address).headers["Cache-Control"]


def test_redirects_and_refusals_have_the_policy_too(number):
    for address in ("/account/", "/products", "/cart/items/", f"/orders/{number}/cancel/"):
        assert browser().get(address).headers["Content-Security-Policy"] == POLICY


def test_the_staffs_room_has_the_policy_too(anna):
    sells()
    staff, order = browser(StaffFactory()), place(anna)
    order.pay(by=anna)
    order.dispatch(by=anna)
    shades, orders = "/admin/catalog/product/", "/admin/orders/order/"
    addresses = ["/admin/", orders, *(shades + page for page in ("", "add/", "receive/", "table/", "photographs/"))]
    addresses += [f"{orders}sales/", "/admin/orders/invoice/", "/admin/orders/invoice/month/"]
    addresses += [f"/admin/orders/invoice/{order.invoices.get().pk}/change/"]
    addresses += [f"{orders}{order.pk}/{page}/" for page in ("change", "return")]
    for address in [*addresses, "/admin/second-factor/"]:
        page = staff.get(address)
        assert page.status_code == 200
        assert page.headers["Content-Security-Policy"] == POLICY
        assert inline(page) == []


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_field_has_a_label_and_every_picture_words(anna, number, prefix):
    for address, page in pages(anna, number, prefix):
        assert elements(page, "img:not([alt])") == [], address
        labelled = {label.attributes["for"] for label in elements(page, "label[for]")}
        fields = ":is(input, select, textarea):not([type=hidden], [hidden])"
        assert elements(page, fields), address
        unnamed = elements(page, f"{fields}:not([aria-label], label *)")
        assert [field.html for field in unnamed if field.id not in labelled] == [], address
