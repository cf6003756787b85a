"""A guest's cart in many tabs: no add is lost, and logging in merges it once."""

from functools import partial

import pytest
from django.contrib.sessions.models import Session

from accounts.tests.factories import PASSWORD, UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.tests.whole_shop.race.visitors import statuses, together, told
from shop.tests.long import LONG

pytestmark = pytest.mark.race

ADDS = 21
LOGINS = 10
ROUNDS = 20 if LONG else 6


def guest(shop):
    """Has put something into the cart, and so has a cookie."""
    visitor = shop.visitor()
    assert visitor.add(ProductFactory()).status == 303
    assert "cart" in visitor.cookies
    return visitor


def add_in_many_tabs(shop):
    visitor, product = guest(shop), ProductFactory(stock=50)
    answers, seconds = together(partial(visitor.copy().add, product) for _ in range(ADDS))
    return answers, seconds, sum(CartItem.objects.filter(product=product).values_list("quantity", flat=True))


def test_every_add_is_counted(open_shop, database, measured):
    answers, seconds, quantity = add_in_many_tabs(open_shop())
    measured(f"{ADDS} adds of one guest: {told(answers)}, {quantity} in the cart, {seconds:.2f} s")
    assert statuses(answers) == {303: ADDS}
    assert quantity == ADDS


@pytest.mark.long
def test_adds_that_read_and_write_are_lost(open_shop, database, measured):
    answers, _, quantity = add_in_many_tabs(open_shop(without="counted_add"))
    measured(f"  twin that reads and writes: {told(answers)}, {quantity} in the cart")
    assert quantity < ADDS


def log_in_many_times(shop):
    """Ten logins with one guest's cookie: the answers, the user's lines, and how often the merge was told."""
    user = UserFactory()
    both = CartItemFactory(user=user, product=ProductFactory(stock=10), quantity=2).product
    visitor, new = guest(shop), ProductFactory(stock=10)
    for product, quantity in ((both, 5), (new, 3)):
        visitor.add(product, quantity)
    visitor.cookies.pop("messages", None)
    form = dict(visitor.form("/auth/login/", action="/auth/login/"))
    form |= {"username": user.email, "password": PASSWORD}
    tabs = [visitor.copy() for _ in range(LOGINS)]
    for number, tab in enumerate(tabs):
        # So many at the same moment are refused from one network.
        tab.network = f"192.0.2.{number}"
    answers, seconds = together(partial(tab.post, "/auth/login/", form) for tab in tabs)
    told_of = sum("Still in your cart" in tab.get("/cart/").text for tab in tabs)
    lines = {item.product: item.quantity for item in CartItem.objects.filter(user=user).select_related("product")}
    return answers, seconds, told_of, (lines.get(both), lines.get(new), len(lines)), tabs


def test_ten_logins_merge_once(open_shop, database, measured):
    answers, seconds, told_of, lines, tabs = log_in_many_times(open_shop())
    measured(f"{LOGINS} logins of one guest: {told(answers)}, merged {told_of} time, {seconds:.2f} s")
    assert statuses(answers) == {302: LOGINS}
    assert told_of == 1
    assert lines == (5, 3, 3)
    assert not CartItem.objects.filter(token__isnull=False).exists()
    assert not any("cart" in tab.cookies for tab in tabs)
    assert Session.objects.count() == LOGINS


@pytest.mark.long
def test_without_the_lock_logins_merge_many_times(open_shop, database, measured):
    answers, _, told_of, _, _ = log_in_many_times(open_shop(without="merge_lock"))
    measured(f"  twin without the lock: {told(answers)}, merged {told_of} times")
    assert told_of > 1


def test_an_add_beside_a_removal_is_never_refused(open_shop, database, measured):
    visitor = guest(open_shop())
    product = ProductFactory(stock=50)
    added = []
    for _ in range(ROUNDS):
        visitor.add(product)
        form = visitor.form("/cart/", action=f"/cart/items/{product.pk}/")
        form = [field for field in form if field[0] != "quantity"] + [("quantity", 0)]
        answers, _ = together(
            [
                partial(visitor.copy().post, f"/cart/items/{product.pk}/", form),
                partial(visitor.copy().add, product),
                partial(visitor.copy().add, product),
            ]
        )
        added += answers[1:]
    measured(f"{len(added)} adds of a guest beside removals: {told(added)}")
    assert statuses(added) == {303: len(added)}
