"""A changed cart is marked line by line, and corrected by one button, for a line or for all of them."""

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, element, elements, said, text_of, value_of, words

pytestmark = pytest.mark.django_db

SHORT, GONE, HIDDEN = {"stock": 2}, {"stock": 0}, {"is_public": False}


@pytest.fixture(params=["guest", "user"])
def client(request):
    return browser(UserFactory() if request.param == "user" else None)


@pytest.fixture
def cart_of(client):
    """Puts four of each of so many shades (A, B, C, …) into the cart, and then changes some of them."""

    def fill(count, *changes):
        for name in "ABCDEF"[:count]:
            product = ProductFactory(name_en=name, name_ru=name, stock=10, price="10.00")
            client.post("/cart/items/", {"product_id": product.pk, "quantity": 4})
        client.get("/cart/")
        for name, change in zip("ABCDEF", changes, strict=False):
            Product.objects.filter(name_en=name).update(**change)
        return client.get("/cart/")

    return fill


def lines():
    return dict(CartItem.objects.order_by("pk").values_list("product__name_en", "quantity"))


def line(page, name):
    return next(one for one in elements(page, ".line") if text_of(one).startswith(name))


def mend(client, prefix=""):
    return client.post(f"{prefix}/cart/mend/")


# On the line ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        (SHORT, "Only 2 left, and your cart has 4"),
        (GONE, "Sold out since you added it"),
        (HIDDEN, "No longer sold"),
    ],
)
def test_a_changed_line_is_marked_in_words_and_the_others_are_not(cart_of, change, obstacle):
    page = cart_of(2, change)
    assert text_of(element(line(page, "A"), ".line__note")) == obstacle
    assert attribute(page, ".line--bad", "id") == line(page, "A").attributes["id"]


@pytest.mark.parametrize(
    ("stock", "words_of_button", "words_in_russian"),
    [
        (1, "Take the one that is left", "Оставить только 1"),
        (2, "Take the 2 that are left", "Оставить только 2"),
    ],
)
def test_its_button_takes_what_is_left(client, cart_of, stock, words_of_button, words_in_russian):
    page = cart_of(1, {"stock": stock})
    assert text_of(element(page, ".line__text form button")) == f"{words_of_button} A"
    assert text_of(element(client.get("/ru/cart/"), ".line__text form button")) == f"{words_in_russian} A"
    fields = {"quantity": value_of(page, "quantity", ".line__text form")}
    address = attribute(page, ".line__text form", "action")
    for _ in range(2):
        assert client.post(address, fields).status_code == 303
        assert lines() == {"A": stock}
    assert elements(client.get("/cart/"), ".line--bad") == []


@pytest.mark.parametrize("change", [GONE, HIDDEN])
def test_what_is_gone_has_one_button_which_removes_it(client, cart_of, change):
    page = cart_of(2, change)
    (button,) = elements(line(page, "A"), "button")
    form = f"form#{button.attributes['form']}"
    answer = client.post(attribute(page, form, "action"), {"quantity": "0", "was": value_of(page, "was", form)})
    assert lines() == {"B": 4}
    assert "Undo" not in words(client.get(answer.url))


def test_a_refused_quantity_is_said_on_a_line_that_is_gone_meanwhile(client, cart_of):
    cart_of(1, GONE)
    page = client.post(f"/cart/items/{Product.objects.get().pk}/", {"quantity": "3"})
    assert words(page, ".field__error") == "This shade is sold out."


def test_a_new_price_is_marked_too_and_hinders_nothing(cart_of):
    page = cart_of(2, {"price": "12.00"})
    assert text_of(element(line(page, "A"), ".line__note")) == "Was €10.00 when you added it"
    assert attribute(page, ".line--warn", "id") == line(page, "A").attributes["id"]
    assert attribute(page, ".summary a.button", "href") == "/orders/new/"


# What can be had -----------------------------------------------------------------------------------------------------


def test_header_and_summary_count_what_can_be_had_and_say_so(cart_of):
    page = cart_of(4, SHORT, GONE, HIDDEN)
    assert "Total 6 shades €60.00" in words(page, ".summary")
    assert "The total is for what is available." in words(page, ".summary")
    assert attribute(page, ".site-header__cart", "aria-label") == "Cart, 6 items, €60.00"
    assert text_of(element(line(page, "A"), ".line__total")) == "€20.00"


# All of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "changes", "button", "in_russian"),
    [
        (2, [GONE], "Remove it and go on", "Убрать его и продолжить"),
        (3, [GONE, HIDDEN], "Remove both and go on", "Убрать оба и продолжить"),
        (4, [GONE, HIDDEN, GONE], "Remove all 3 and go on", "Убрать все 3 и продолжить"),
        (1, [SHORT], "Take the 2 that are left and go on", "Оставить только 2 и продолжить"),
        (1, [{"stock": 1}], "Take the one that is left and go on", "Оставить только 1 и продолжить"),
        (3, [SHORT, SHORT], "Take what is left and go on", "Оставить, сколько есть, и продолжить"),
        (3, [SHORT, GONE], "Take what is left and go on", "Оставить, сколько есть, и продолжить"),
        (2, [GONE, HIDDEN], "Empty the cart", "Очистить корзину"),
    ],
)
def test_where_the_way_on_was_one_button_says_what_it_does(client, cart_of, count, changes, button, in_russian):
    page = cart_of(count, *changes)
    assert elements(page, '.summary a[href="/orders/new/"]') == []
    assert words(page, ".summary form button") == button
    assert words(client.get("/ru/cart/"), ".summary form button") == in_russian
    assert attribute(page, ".summary form", "action") == "/cart/mend/"


def test_a_cart_as_it_was_has_no_such_button(cart_of):
    page = cart_of(2)
    assert elements(page, ".summary form, .line__note, .line--bad") == []
    assert attribute(page, ".summary a.button", "href") == "/orders/new/"


@pytest.mark.parametrize("presses", [1, 2])
def test_it_takes_what_is_left_removes_the_rest_and_goes_on_once(client, cart_of, presses):
    cart_of(4, SHORT, GONE, HIDDEN)
    for _ in range(presses):
        answer = mend(client)
        assert (answer.status_code, answer.url) == (303, "/orders/new/")
        assert lines() == {"A": 2, "D": 4}
    page = client.get("/cart/")
    assert said(page) == [
        "Removed from your cart: B, C.",
        "A: 2 in your cart instead of 4; there are no more in stock.",
    ]
    assert attribute(page, ".summary a.button", "href") == "/orders/new/"


def test_in_russian_it_goes_on_in_russian(client, cart_of):
    cart_of(3, SHORT, GONE)
    assert mend(client, "/ru").url == "/ru/orders/new/"
    assert said(client.get("/ru/cart/")) == [
        "Убрано из корзины: B.",
        "A: в корзине 2 вместо 4, больше нет в наличии.",
    ]


def test_where_nothing_is_left_it_leads_to_the_empty_cart(client, cart_of):
    cart_of(2, GONE, HIDDEN)
    assert mend(client).url == "/cart/"
    assert "Your cart is empty" in words(client.get("/cart/"))


def test_what_has_come_back_meanwhile_stays(client, cart_of):
    cart_of(2, GONE)
    Product.objects.update(stock=10)
    assert mend(client).url == "/orders/new/"
    assert lines() == {"A": 4, "B": 4}
    assert said(client.get("/cart/")) == []


def test_an_empty_cart_needs_no_mending(client):
    assert mend(client).url == "/cart/"


@pytest.mark.parametrize("count", [1, 10])
def test_the_same_is_asked_for_1_and_for_10_changed_lines(count, django_assert_num_queries):
    user = UserFactory()
    for _ in range(count):
        CartItemFactory(user=user, product=ProductFactory(stock=2), quantity=4)
        CartItemFactory(user=user, product=ProductFactory(stock=0), quantity=4)
    client = browser(user)
    # 1 the session, 2 the user, 3 a transaction with 4 the user's row, which locks the cart, 5 the lines with their
    # products, 6 those that go, 7 those that become fewer, 8 the end of it, 9 whether something is left
    with django_assert_num_queries(9):
        mend(client)


def test_other_carts_are_not_touched(client, cart_of):
    cart_of(1, GONE)
    CartItemFactory(token="another", product=Product.objects.get(), quantity=7)
    CartItemFactory(user=UserFactory(), product=Product.objects.get(), quantity=8)
    mend(client)
    assert sorted(CartItem.objects.values_list("quantity", flat=True)) == [7, 8]


def test_its_address_leads_to_the_cart(client):
    answer = client.get("/cart/mend/")
    assert (answer.status_code, answer.url) == (303, "/cart/")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_site_presses_it(client, cart_of, site):
    cart_of(1, GONE)
    assert client.post("/cart/mend/", headers={"sec-fetch-site": site}).status_code == 403
    assert lines() == {"A": 4}


def test_a_guests_cookie_is_renewed_where_the_cart_changes():
    client = browser()
    product = ProductFactory(stock=5)
    client.post("/cart/items/", {"product_id": product.pk, "quantity": 4})
    Product.objects.filter(pk=product.pk).update(stock=3)
    assert "cart" in mend(client).cookies
    assert "cart" not in mend(client).cookies
