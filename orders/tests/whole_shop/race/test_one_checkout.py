"""One checkout makes one order, however often it is sent, and every response redirects to it."""

from functools import partial

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.whole_shop.race.visitors import statuses, together, told
from shop.tests.long import LONG

pytestmark = pytest.mark.race

POSTS = 50
ROUNDS = 10 if LONG else 4
CHECKOUTS = 100 if LONG else 1


@pytest.fixture
def user(database):
    """Has two shades in the cart, and all there are of them: nothing is left for a second order."""
    return shopper()


def shopper():
    user = UserFactory()
    for quantity in (1, 2):
        CartItemFactory(user=user, product=ProductFactory(stock=quantity), quantity=quantity)
    return user


def post_all(visitor, pages):
    """Every page is sent from a tab of its own, all at the same moment."""
    return together(partial(visitor.copy().place, page) for page in pages)


def check_one_order(user, answers):
    order = user.orders.get()
    assert statuses(answers) == {303: len(answers)}
    assert {answer.location for answer in answers} == {order.get_absolute_url()}
    assert not CartItem.objects.filter(user=user).exists()
    assert list(inconsistencies()) == []


def test_fifty_posts_of_one_page_make_one_order(open_shop, database, measured):
    shop, total, given = open_shop(), 0.0, []
    for _ in range(CHECKOUTS):
        user = shopper()
        visitor = shop.visitor(user)
        answers, seconds = post_all(visitor, [visitor.review()] * POSTS)
        check_one_order(user, answers)
        total += seconds
        given += answers
    orders = Order.objects.count()
    measured(f"{POSTS} posts of each of {CHECKOUTS} checkouts: {told(given)}, {orders} orders, {total:.2f} s")
    assert orders == CHECKOUTS


def test_a_double_click_makes_one_order(open_shop, database, measured):
    shop = open_shop()
    total = 0.0
    for _ in range(ROUNDS):
        user = shopper()
        visitor = shop.visitor(user)
        answers, seconds = post_all(visitor, [visitor.review()] * 2)
        check_one_order(user, answers)
        total += seconds
    measured(f"{ROUNDS} double clicks: {Order.objects.count()} orders, all answers lead to theirs, {total:.2f} s")


def test_two_tabs_make_one_order(open_shop, database, measured):
    shop = open_shop()
    total = 0.0
    for _ in range(ROUNDS):
        user = shopper()
        visitor = shop.visitor(user)
        answers, seconds = post_all(visitor, [visitor.review(), visitor.review()])
        check_one_order(user, answers)
        total += seconds
    measured(f"{ROUNDS} times two tabs: {Order.objects.count()} orders, all answers lead to theirs, {total:.2f} s")


def test_going_back_and_sending_again_leads_to_the_order(open_shop, user):
    visitor = open_shop().visitor(user)
    page = visitor.review()
    first = visitor.place(page)
    order = visitor.get(first.location)
    assert order.status == 200
    check_one_order(user, [first, visitor.place(page), visitor.place(page)])


@pytest.mark.long
def test_without_the_lock_fifty_posts_fail(open_shop, user, measured):
    shop = open_shop(without="cart_lock")
    visitor = shop.visitor(user)
    answers, _ = post_all(visitor, [visitor.review()] * POSTS)
    measured(f"  twin without the lock: {told(answers)}")
    # There is one order even so: its key is unique with its user. The others die of it.
    assert user.orders.count() == 1
    assert 500 in statuses(answers)
    assert "IntegrityError" in shop.errors()


@pytest.mark.long
def test_without_the_lock_two_tabs_make_two_orders(open_shop, measured):
    user = UserFactory()
    CartItemFactory(user=user)
    visitor = open_shop(without="cart_lock").visitor(user)
    answers, _ = post_all(visitor, [visitor.review(), visitor.review()])
    measured(f"  twin without the lock: two tabs made {user.orders.count()} orders, {told(answers)}")
    assert user.orders.count() == 2
