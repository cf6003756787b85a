"""Cancel is a page that asks; afterwards the shades can go back into the cart."""

import pytest

from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Order, OrderItem
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, elements, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def drum():
    return ProductFactory(name_en="Drum", name_ru="Барабан", stock=10)


@pytest.fixture
def globe():
    return ProductFactory(name_en="Globe", name_ru="Шар", stock=10)


@pytest.fixture
def order(drum, globe):
    return place(None, drum, globe, quantity=2)


@pytest.fixture
def client(order):
    return browser(order.user)


def test_the_page_names_the_shades_and_changes_nothing(client, order, drum):
    link = attribute(client.get(f"/orders/{order.number}/"), ".order-cancel a", "href")
    assert link == f"/orders/{order.number}/cancel/"
    text = words(client.get(link), "main")
    assert f"Cancel order {order.number} ?" in text or f"Cancel order {order.number}?" in text
    assert "Drum 2 × €69.00" in text
    assert "Globe 2 × €69.00" in text
    assert "Keep the order" in text
    assert Order.objects.get().is_pending
    drum.refresh_from_db()
    assert drum.stock == 8


def test_its_button_cancels_and_leads_to_the_order(client, order, drum):
    answer = client.post(f"/orders/{order.number}/cancel/")
    assert (answer.status_code, answer.url) == (303, f"/orders/{order.number}/")
    page = client.get(answer.url)
    assert said(page) == ["The order is cancelled. Nothing was paid, and the shades are back on sale."]
    assert "Put the shades back in my cart" in words(page)
    drum.refresh_from_db()
    assert drum.stock == 10


@pytest.mark.parametrize(
    ("verb", "message"),
    [("pay", "This order has already been paid."), ("cancel", "This order has already been cancelled.")],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_of_an_order_that_is_settled_it_leads_to_the_order_and_says_why(client, order, verb, message, method):
    getattr(order, verb)(by=order.user)
    answer = getattr(client, method)(f"/orders/{order.number}/cancel/")
    assert (answer.status_code, answer.url) == (303, f"/orders/{order.number}/")
    assert said(client.get(answer.url)) == [message]


def test_the_page_asks_for_little(client, order, django_assert_num_queries):
    # 1 the session, 2 the user, 3 the order, 4 its lines, 5 their products, 6 the photographs, 7 the cart in the header
    with django_assert_num_queries(7):
        client.get(f"/orders/{order.number}/cancel/")


# Back into the cart ---------------------------------------------------------------------------------------------------


@pytest.fixture
def cancelled(order):
    order.cancel(by=order.user)
    return order


def put_back(client, order, prefix=""):
    answer = client.post(f"{prefix}/orders/{order.number}/cart/")
    assert (answer.status_code, answer.url) == (303, f"{prefix}/cart/")
    return client.get(answer.url)


def lines(order):
    return dict(CartItem.objects.filter(user=order.user).values_list("product__name_en", "quantity"))


@pytest.mark.parametrize("presses", [1, 2])
def test_the_shades_go_back_into_the_cart_once(client, cancelled, presses):
    for _ in range(presses - 1):
        client.post(f"/orders/{cancelled.number}/cart/")
    page = put_back(client, cancelled)
    assert said(page) == ["Back in your cart: Drum (2), Globe (2)."]
    assert lines(cancelled) == {"Drum": 2, "Globe": 2}
    assert "Check out" in words(page)


def test_they_are_priced_as_today_and_the_order_stays_as_it_was(client, cancelled):
    Product.objects.update(price="75.00")
    put_back(client, cancelled)
    assert {item.price_when_added for item in CartItem.objects.all()} == {Product.objects.first().price}
    assert {str(item.product_price) for item in OrderItem.objects.all()} == {"69.00"}
    assert list(inconsistencies()) == []


@pytest.mark.parametrize(("own", "becomes"), [(1, 2), (5, 5)])
def test_the_larger_quantity_wins(client, cancelled, drum, own, becomes):
    CartItemFactory(user=cancelled.user, product=drum, quantity=own)
    put_back(client, cancelled)
    assert lines(cancelled) == {"Drum": becomes, "Globe": 2}


@pytest.mark.parametrize("gone", [{"stock": 0}, {"is_public": False}])
def test_what_is_not_sold_any_more_is_named(client, cancelled, drum, gone):
    Product.objects.filter(pk=drum.pk).update(**gone)
    page = put_back(client, cancelled)
    assert said(page) == [
        "Back in your cart: Globe (2).",
        "Not put back, because sold out or no longer sold: Drum.",
    ]
    assert lines(cancelled) == {"Globe": 2}


def test_where_nothing_is_sold_any_more_the_cart_is_as_it_was(client, cancelled):
    Product.objects.update(is_public=False)
    page = put_back(client, cancelled)
    assert said(page) == ["Not put back, because sold out or no longer sold: Drum, Globe."]
    assert lines(cancelled) == {}


def test_fewer_than_were_ordered_are_named(client, cancelled, drum):
    Product.objects.filter(pk=drum.pk).update(stock=1)
    page = put_back(client, cancelled)
    assert said(page) == [
        "Back in your cart: Drum (1), Globe (2).",
        "Drum: 1 in your cart instead of 2; there are no more in stock.",
    ]


def test_it_speaks_russian(client, cancelled, drum):
    Product.objects.filter(pk=drum.pk).update(stock=1)
    page = put_back(client, cancelled, "/ru")
    assert said(page) == [
        "Снова в корзине: Барабан (1 шт.), Шар (2 шт.).",
        "Барабан: в корзине 1 вместо 2, больше нет в наличии.",
    ]


@pytest.mark.parametrize("verb", [None, "pay"])
def test_only_what_was_cancelled_goes_back(client, order, verb):
    if verb:
        getattr(order, verb)(by=order.user)
    assert not elements(client.get(f"/orders/{order.number}/"), "form[action$='/cart/']")
    answer = client.post(f"/orders/{order.number}/cart/")
    assert answer.url == f"/orders/{order.number}/"
    assert lines(order) == {}
