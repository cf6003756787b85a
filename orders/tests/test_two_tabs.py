"""Two tabs, and an ended session: what was typed is kept, and POST-only addresses redirect to the right page."""

import pytest

from accounts.tests.factories import PASSWORD, UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from orders.models import Order
from orders.tests.checkout import FORM, posted, review, send
from orders.tests.factories import place
from shop.tests.pages import browser, elements, said, value_of, words

pytestmark = pytest.mark.django_db

TYPED = FORM | {"name": "Ann Other", "city": "Malmö"}


@pytest.fixture
def anna():
    return UserFactory()


def log_in(client, user, address="/auth/login/"):
    page = client.get(address)
    token = {"csrfmiddlewaretoken": value_of(page, "csrfmiddlewaretoken")} | {"username": user.email}
    return client.post(address, token | {"password": PASSWORD, "next": value_of(page, "next")})


def with_token(page):
    return {"csrfmiddlewaretoken": value_of(page, "csrfmiddlewaretoken")}


@pytest.fixture
def client(anna):
    """Who minds tokens, as browsers do, and is logged in."""
    client = browser(enforce_csrf_checks=True)
    log_in(client, anna)
    return client


def end_session(client):
    del client.cookies["session"]


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_review_of_before_the_login_in_another_tab_is_shown_anew_with_what_was_typed(anna, client, prefix):
    CartItemFactory(user=anna)
    page = review(client, prefix)
    end_session(client)
    log_in(client, anna)
    answer = client.post(f"{prefix}/orders/", posted(page) | TYPED | with_token(page))
    assert (answer.status_code, answer.url) == (303, f"{prefix}/orders/new/")
    assert not Order.objects.exists()
    anew = client.get(answer.url)
    assert len(said(anew)) == 1
    for name in ("name", "phone", "street", "postcode", "city"):
        assert value_of(anew, name) == TYPED[name]
    typed = TYPED | {"country": "Швеция" if prefix else "Sweden"}
    placed = client.post(f"{prefix}/orders/", posted(anew) | typed | with_token(anew))
    assert Order.objects.get().city == "Malmö"
    assert placed.url.endswith(Order.objects.get().get_absolute_url())


def test_a_review_whose_session_ended_comes_back_after_the_login(anna, client):
    CartItemFactory(user=anna)
    page = review(client)
    for ended in ({"session"}, {"session", "csrf"}):
        for name in ended & set(client.cookies):
            del client.cookies[name]
        answer = client.post("/orders/", posted(page) | TYPED | with_token(page))
        assert answer.url == "/auth/login/?next=/orders/new/"
        assert log_in(client, anna, answer.url).url == "/orders/new/"
        assert value_of(review(client), "name") == "Ann Other"


def test_a_review_of_another_account_is_not_ordered_by_this_one(anna, client):
    CartItemFactory(user=anna)
    page = review(client)
    end_session(client)
    other = UserFactory()
    CartItemFactory(user=other, product=anna.cart_items.get().product)
    log_in(client, other)
    client.post("/orders/", posted(page) | TYPED | with_token(page))
    assert not Order.objects.exists()


@pytest.mark.parametrize(("verb", "shows"), [("pay", "Simulate a successful payment"), ("cancel", "Keep the order")])
def test_a_button_of_before_the_login_in_another_tab_leads_to_its_page(anna, client, verb, shows):
    order = place(anna)
    page = client.get(f"/orders/{order.number}/{verb}/")
    end_session(client)
    log_in(client, anna)
    answer = client.post(f"/orders/{order.number}/{verb}/", with_token(page))
    assert answer.status_code == 200
    assert shows in words(answer)
    assert "Please try again" in said(answer)[0]
    assert Order.objects.get().is_pending
    answer = client.post(f"/orders/{order.number}/{verb}/", with_token(answer))
    assert answer.url == f"/orders/{order.number}/"
    assert not Order.objects.get().is_pending


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/orders/{}/cancel/", "/orders/{}/cancel/"),
        ("/orders/{}/pay/", "/orders/{}/pay/"),
        ("/orders/{}/cart/", "/orders/{}/"),
        ("/account/delete/", "/account/"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_button_whose_session_ended_leads_through_the_login_to_its_page(anna, address, leads_to, prefix):
    order = place(anna)
    client = browser()
    answer = client.post(prefix + address.format(order.number))
    assert answer.url.startswith(f"{prefix}/auth/login/?next={prefix}/")
    page = client.post(answer.url, {"username": anna.email, "password": PASSWORD}, follow=True)
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == prefix + leads_to.format(order.number)
    assert elements(page, "main .button")
    assert Order.objects.get().is_pending


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_address_of_every_button_leads_to_its_page(anna, prefix):
    order = place(anna)
    client = browser(anna)
    asked = client.get(f"{prefix}/orders/{order.number}/cart/")
    assert (asked.status_code, asked.url) == (303, f"{prefix}/orders/{order.number}/")
    order.pay(by=anna)
    for verb in ("pay", "cancel"):
        asked = client.get(f"{prefix}/orders/{order.number}/{verb}/")
        assert (asked.status_code, asked.url) == (303, f"{prefix}/orders/{order.number}/")


def test_after_a_refused_review_my_orders_lead_back_to_it(anna):
    CartItemFactory(user=anna)
    client = browser(anna)
    assert send(client, review(client), phone="").status_code == 200
    page = client.get("/orders/")
    assert "/orders/new/" in [link.attributes["href"] for link in elements(page, "main a")]
    CartItem.objects.all().delete()
    assert "/orders/new/" not in [link.attributes["href"] for link in elements(client.get("/orders/"), "main a")]


def test_a_place_button_pressed_twice_says_what_it_says_once(anna):
    CartItemFactory(user=anna)
    client = browser(anna)
    page = review(client)
    first, second = send(client, page), send(client, page)
    assert first.url == second.url
    assert said(client.get(second.url)) == ["Thank you, the order is placed."]
    assert send(client, page).url == first.url
    assert said(client.get(first.url)) == ["Thank you, the order is placed."]
