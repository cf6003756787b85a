"""Order again: what is still sold of an order goes into the cart, once, and the rest is named."""

import pytest

from accounts.tests.factories import StaffFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import OrderItem
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, element, elements, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def drum():
    return ProductFactory(name_en="Drum", name_ru="Барабан", stock=10)


@pytest.fixture
def globe():
    return ProductFactory(name_en="Globe", name_ru="Шар", stock=10)


@pytest.fixture
def pending(drum, globe):
    return place(None, drum, globe, quantity=2)


@pytest.fixture(params=["pay", "cancel"])
def order(pending, request):
    """One that is paid, and one that is cancelled."""
    getattr(pending, request.param)(by=pending.user)
    return pending


@pytest.fixture
def client(pending):
    return browser(pending.user)


def again(client, order, prefix=""):
    """Presses the button on the page of the order; gives the page to which it leads."""
    page = client.get(f"{prefix}/orders/{order.number}/")
    button = element(page, "main form button")
    assert button.text() == ("Заказать ещё раз" if prefix else "Order again")
    answer = client.post(attribute(page, "main form", "action"))
    assert (answer.status_code, answer.url) == (303, f"{prefix}/cart/")
    return client.get(answer.url)


def lines(order):
    return dict(CartItem.objects.filter(user=order.user).values_list("product__name_en", "quantity"))


@pytest.mark.parametrize("presses", [1, 2])
def test_the_shades_go_into_the_cart_once(client, order, presses):
    for _ in range(presses - 1):
        client.post(f"/orders/{order.number}/cart/")
    page = again(client, order)
    assert said(page) == ["In your cart now: Drum (2), Globe (2)."]
    assert lines(order) == {"Drum": 2, "Globe": 2}
    assert elements(page, 'main a[href="/orders/new/"]')


def test_a_dispatched_order_can_be_ordered_again(client, pending):
    pending.pay(by=pending.user)
    pending.dispatch(by=StaffFactory())
    again(client, pending)
    assert lines(pending) == {"Drum": 2, "Globe": 2}


def test_they_are_priced_as_today_and_the_order_stays_as_it_was(client, order):
    Product.objects.update(price="75.00")
    again(client, order)
    assert {str(item.price_when_added) for item in CartItem.objects.all()} == {"75.00"}
    assert {str(item.product_price) for item in OrderItem.objects.all()} == {"69.00"}
    assert list(inconsistencies()) == []


@pytest.mark.parametrize(("own", "becomes"), [(1, 2), (2, 2), (5, 5)])
def test_the_larger_quantity_wins(client, order, drum, own, becomes):
    CartItemFactory(user=order.user, product=drum, quantity=own)
    page = again(client, order)
    assert said(page) == [f"In your cart now: Drum ({becomes}), Globe (2)."]
    assert lines(order) == {"Drum": becomes, "Globe": 2}


def test_what_else_is_in_the_cart_stays(client, order):
    CartItemFactory(user=order.user, product=ProductFactory(name_en="Bell"), quantity=3)
    again(client, order)
    assert lines(order) == {"Bell": 3, "Drum": 2, "Globe": 2}


@pytest.mark.parametrize("gone", [{"stock": 0}, {"is_public": False}])
def test_what_is_not_sold_any_more_is_named(client, order, drum, gone):
    Product.objects.filter(pk=drum.pk).update(**gone)
    page = again(client, order)
    assert said(page) == ["In your cart now: Globe (2).", "Sold out or no longer sold: Drum."]
    assert lines(order) == {"Globe": 2}


def test_what_is_sold_out_is_not_said_to_be_had_because_its_line_is_there_still(client, order, drum):
    CartItemFactory(user=order.user, product=drum, quantity=1)
    Product.objects.filter(pk=drum.pk).update(stock=0)
    page = again(client, order)
    assert said(page) == ["In your cart now: Globe (2).", "Sold out or no longer sold: Drum."]
    assert lines(order) == {"Drum": 1, "Globe": 2}


def test_where_nothing_is_sold_any_more_the_cart_is_as_it_was(client, order):
    Product.objects.update(is_public=False)
    page = again(client, order)
    assert said(page) == ["Sold out or no longer sold: Drum, Globe."]
    assert lines(order) == {}


def test_fewer_than_were_ordered_are_named(client, order, drum):
    Product.objects.filter(pk=drum.pk).update(stock=1)
    page = again(client, order)
    assert said(page) == [
        "In your cart now: Drum (1), Globe (2).",
        "Drum: 1 in your cart instead of 2; there are no more in stock.",
    ]


def test_it_speaks_russian(client, order, drum, globe):
    Product.objects.filter(pk=drum.pk).update(stock=1)
    Product.objects.filter(pk=globe.pk).update(stock=0)
    assert said(again(client, order, "/ru")) == [
        "Теперь в корзине: Барабан (1 шт.).",
        "Барабан: в корзине 1 вместо 2, больше нет в наличии.",
        "Нет в продаже: Шар.",
    ]


def test_the_shades_of_an_order_that_waits_are_in_it(client, pending):
    assert elements(client.get(f"/orders/{pending.number}/"), "form[action$='/cart/']") == []
    answer = client.post(f"/orders/{pending.number}/cart/")
    assert answer.url == f"/orders/{pending.number}/"
    assert lines(pending) == {}


@pytest.mark.parametrize("count", [1, 10])
def test_the_same_is_asked_for_1_and_for_10_shades(count, django_assert_num_queries):
    order = place(None, *(ProductFactory(stock=20) for _ in range(count)))
    order.pay(by=order.user)
    client = browser(order.user)
    # 1 the session, 2 the user, 3 the order, 4 its lines, 5 a transaction with 6 the user's row, which locks the cart,
    # 7 the lines that are there, 8 the products, 9 the new lines, 10 the end of it
    with django_assert_num_queries(10):
        client.post(f"/orders/{order.number}/cart/")
