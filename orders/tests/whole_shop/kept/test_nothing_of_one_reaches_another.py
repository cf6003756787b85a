"""Nothing of one visitor reaches another, at any address of the shop; and each sees their own at once."""

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from accounts.tests.factories import StaffFactory, UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from orders.tests.factories import place
from orders.tests.whole_shop.kept.visits import Shop
from shop.messages import MessageCookie
from shop.tests.pages import attribute, browser, words

pytestmark = pytest.mark.django_db

PARTS = {
    "slug": "drum",
    "uidb64": "x",
    "token": "y",
    "product_id": 1,
    "section": "catalogue",
    "object_id": 1,
    "invoice": "INV-000001",
}
MORE = ["/products/?sort=price", "/products/drum/?unit=in", "/compare/?shade=drum&shade=cone", "/fit/?use=floor"]


@pytest.fixture
def shop():
    ProductFactory(slug="drum", name_en="Drum", price="10.00", stock=99, family=FamilyFactory())
    ProductFactory(slug="cone", name_en="Cone", price="99.00")
    LampFactory(slug="bottle")
    return Shop()


def views(resolver=None, namespaces=()):
    """The full names of all addresses but those of the admin, which is never kept."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield ":".join((*namespaces, pattern.name)), pattern.pattern.converters
        elif pattern.namespace != "admin":
            yield from views(pattern, (*namespaces, *filter(None, [pattern.namespace])))


def addresses(number):
    for name, converters in views():
        parts = PARTS | {"number": number}
        yield reverse(name, kwargs={part: parts[part] for part in converters})


def message(text):
    """The cookie of a message that waits for the next page."""
    storage = MessageCookie(RequestFactory().get("/"))
    return storage._encode([Message(constants.INFO, text)])


class Marked:
    """A logged-in visitor with an order, a cart of their own size, a lamp and a message; `marks` shows each of them."""

    def __init__(self, shop, name, size):
        user = UserFactory(email=f"{name}@example.com")
        self.visitor = shop.visitor(browser(user))
        self.number = place(user, Product.objects.get(slug="cone")).number
        CartItemFactory(user=user, product=Product.objects.get(slug="drum"), quantity=size)
        self.visitor.post("/fit/lamp/", f"height={size}&width=16&holder=e27&use=table&name=lamp-{name}")
        self.visitor.cookies[settings.MESSAGES_COOKIE_NAME] = message(f"message-{name}")
        self.marks = {f"lamp-{name}", f"message-{name}", f"{name}@example.com", f"Cart, {size} items"}
        self.seen = set()

    def get(self, address, *, is_fresh):
        """The page. Without lamp and message it is a kept page with their links."""
        cookies = dict(self.visitor.cookies)
        if not is_fresh:
            for name in settings.COOKIES_ANSWERED_FRESH:
                del self.visitor.cookies[name]
        page = self.visitor.get(address).content.decode()
        self.visitor.cookies = cookies
        self.seen |= {mark for mark in self.marks if mark in page}
        return page


def test_no_address_shows_one_visitor_what_is_anothers(shop):
    anna, boris, nobody = Marked(shop, "anna", 31), Marked(shop, "boris", 47), shop.visitor()
    all_of_them = anna.marks | boris.marks
    for address in [*addresses(anna.number), *MORE, "/ru/products/"]:
        for visitor, is_fresh in ((anna, True), (boris, False), (anna, False), (boris, True)):
            page = visitor.get(address, is_fresh=is_fresh)
            assert {mark for mark in all_of_them if mark in page} <= visitor.marks, address
        answer = nobody.get(address)
        assert {mark for mark in all_of_them if mark in answer.content.decode()} == set(), address
        assert answer.cookies.keys() <= {"csrf"}, address
        nobody.cookies.clear()
    # Each of them saw all of their own marks: elsewhere the test would have noticed them.
    assert anna.seen == anna.marks
    assert boris.seen == boris.marks


@pytest.mark.parametrize("is_user", [True, False])
def test_a_cart_is_on_a_kept_page_as_on_a_fresh_one(shop, is_user, django_assert_num_queries):
    client = browser(UserFactory() if is_user else None)
    client.post("/cart/items/", {"product_id": Product.objects.get(slug="drum").pk, "quantity": "2"})
    owner = {name: getattr(CartItem.objects.get(), name) for name in ("user_id", "token")}
    CartItemFactory(**owner, product=ProductFactory(price="12.34", stock=1), quantity=5)
    CartItemFactory(**owner, product=ProductFactory(is_public=False), quantity=7)
    CartItemFactory(**owner, product=ProductFactory(stock=0), quantity=1)
    client.get("/cart/")  # and with it the message
    for address in ("/", "/products/", "/ru/products/drum/", "/compare/?shade=drum"):
        shop.visitor().get(address)
        # a user: the session, its user and the cart, a second time if the user was not guessed; a guest: the cart
        with django_assert_num_queries(2 if is_user and address == "/" else 1):
            kept = shop.visitor(client).get(address)
        fresh = client.get(address)
        assert "3" in attribute(kept, ".site-header__cart", "aria-label")
        assert kept.content == fresh.content
        assert kept.headers["Cache-Control"] == "private, no-cache"
        assert kept.headers["Vary"] == "Accept-Encoding, Cookie"
        assert "ETag" not in kept.headers


def test_who_logs_in_or_out_or_adds_sees_it_on_the_next_page(shop):
    UserFactory(email="anna@example.com")
    visitor = shop.visitor()
    assert "Log in" in words(visitor.get("/products/"), "visitor-links")
    visitor.post("/cart/items/", f"product_id={Product.objects.get(slug='drum').pk}&quantity=2")
    assert words(visitor.get("/products/"), "visitor-links") == "Log in Cart 2"
    client = browser(UserFactory())
    visitor = shop.visitor(client)
    assert words(visitor.get("/products/"), "visitor-links") == "Account Cart"
    client.logout()
    answer = visitor.get("/products/")
    assert words(answer, "visitor-links") == "Log in Cart"
    # Django has taken the cookie of the session that has ended.
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == "0"


def test_a_browser_does_not_take_its_old_page_for_that_with_its_cart(shop):
    visitor = shop.visitor()
    etag = visitor.get("/products/").headers["ETag"]
    visitor.post("/cart/items/", f"product_id={Product.objects.get(slug='drum').pk}&quantity=2")
    assert visitor.get("/products/", HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_staff_see_each_page_fresh(shop):
    shop.visitor().get("/products/drum/")
    staff = shop.visitor(browser(StaffFactory()))
    Product.objects.filter(slug="drum").update(name_en="Another name")
    assert words(shop.visitor().get("/products/drum/"), "h1") == "Drum"
    assert words(staff.get("/products/drum/"), "h1") == "Another name"
    assert not staff.get("/products/drum/").is_public


def test_a_lamp_and_a_message_are_shown_and_never_kept(shop):
    visitor = shop.visitor()
    shop.visitor().get("/products/drum/")
    visitor.post("/fit/lamp/", "height=38&width=16&holder=e27&use=table&name=Bedside")
    page = visitor.get("/products/drum/")
    assert "Your lamp: Bedside" in words(page, ".site-header__nav")
    assert not page.is_public
    other = shop.visitor()
    other.cookies[settings.MESSAGES_COOKIE_NAME] = message("Placed.")
    page = other.get("/products/drum/")
    assert "Placed." in words(page)
    assert page.cookies[settings.MESSAGES_COOKIE_NAME]["max-age"] == "0"
    assert "Placed." not in words(shop.visitor().get("/products/drum/"))


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_what_staff_see_of_a_shade_is_on_no_page_of_a_visitor(shop, prefix):
    ProductFactory(slug="draft", is_public=False)
    staff, anna = browser(StaffFactory()), browser(UserFactory())
    addresses = [f"{prefix}{path}" for path in ("/products/draft/", "/products/drum/", "/products/")]
    for visitor in (staff, None, anna, staff, None, anna):
        for address in addresses:
            answer = shop.visitor(visitor).get(address)
            is_staff = visitor is staff
            assert (b"/admin/catalog/product/" in answer.content) == is_staff, address
            assert answer.status_code == (404 if "draft" in address and not is_staff else 200)
            assert answer.is_public == (visitor is None and answer.status_code == 200)
