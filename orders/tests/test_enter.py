"""Between cart and checkout a newcomer meets one page: a new account, the login and the cart side by side."""

import pytest

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from catalog.tests.factories import ProductFactory
from orders.tests.checkout import review
from shop.tests.pages import attribute, attributes, browser, element, elements, is_russian, said, value_of, words

pytestmark = pytest.mark.django_db

ADDRESS = "/orders/new/account/"
NEW, KNOWN = "section:has([name=email])", "section:has([name=username])"


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


@pytest.fixture
def guest():
    """A visitor with two of one shade in the cart."""
    client = browser()
    drum = ProductFactory(name_en="Linen drum", name_ru="Льняной барабан", price="69.00")
    client.post("/cart/items/", {"product_id": drum.pk, "quantity": "2"})
    return client


def register(client, prefix="", **fields):
    return client.post(prefix + ADDRESS, {"email": "new@example.org", "password": PASSWORD, **fields})


def log_in(client, prefix="", **fields):
    return client.post(prefix + ADDRESS, {"username": "anna@example.org", "password": PASSWORD, **fields})


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_who_goes_from_the_cart_to_the_checkout_meets_it(guest, prefix):
    answer = review(guest, prefix)
    assert answer.url == f"{prefix}{ADDRESS}?next={prefix}/orders/new/"
    page = guest.get(answer.url)
    for form in (NEW, KNOWN):
        assert value_of(page, "next", f"main {form}") == f"{prefix}/orders/new/"
    headings = [words(page, f"main {form} h2") for form in (NEW, KNOWN)]
    assert headings == (
        ["Вы здесь впервые?", "Уже есть аккаунт?"] if prefix else ["New here?", "Already have an account?"]
    )
    # The new customer's form is the first, and its button the one that stands out.
    first, second = elements(page, "main form .button")
    assert "button--quiet" not in first.attributes["class"]
    assert "button--quiet" in second.attributes["class"]


def test_it_says_why_and_shows_the_cart(guest):
    page = guest.get(ADDRESS)
    assert words(page, "h1") == "To order, you need an account"
    assert "With it you can pay for the order, follow it or cancel it." in words(page, ".lede")
    summary = words(page, ".summary")
    assert "Linen drum 2 × €69.00 €138.00" in summary
    assert "Total 2 shades €138.00" in summary
    assert elements(browser().get(ADDRESS), ".summary") == []


def test_it_is_russian_on_a_russian_page(guest):
    page = guest.get(f"/ru{ADDRESS}")
    assert is_russian(words(page, ".page-head"))
    assert "Льняной барабан" in words(page, ".summary")


def test_a_new_customer_is_at_the_checkout_with_the_cart(guest):
    answer = register(guest)
    assert (answer.status_code, answer.url) == (303, "/orders/new/")
    page = guest.get(answer.url)
    assert "Your account is ready, and you are logged in." in said(page)
    assert "Linen drum" in words(page, ".lines")
    assert User.objects.get().cart_items.get().quantity == 2


def test_a_known_customer_is_at_the_checkout_with_the_cart(guest, anna):
    answer = log_in(guest, next="/orders/new/")
    assert (answer.status_code, answer.url) == (303, "/orders/new/")
    assert "Linen drum" in words(guest.get(answer.url), ".lines")


def test_the_way_on_stays_in_the_language(guest):
    assert register(guest, "/ru").url == "/ru/orders/new/"


@pytest.mark.parametrize(
    ("asked", "goes"), [("/cart/", "/cart/"), ("//evil.example", "/orders/new/"), ("", "/orders/new/")]
)
def test_it_goes_on_to_a_page_of_this_site_alone(guest, anna, asked, goes):
    assert value_of(guest.get(ADDRESS, {"next": asked}), "next", f"main {NEW}") == goes
    assert log_in(guest, next=asked).url == goes


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_an_error_in_one_form_leaves_the_other_as_it_was(guest, anna, prefix):
    for send, wrong, other, field, typed in (
        (register, NEW, KNOWN, "email", {"email": "new", "password": "seven lamps"}),
        (log_in, KNOWN, NEW, "username", {"username": "anna@example.org", "password": "seven lamps"}),
    ):
        page = send(guest, prefix, next=f"{prefix}/cart/", **typed)
        assert page.status_code == 200
        assert value_of(page, field, f"main {wrong}") == typed[field]
        assert b"seven lamps" not in page.content
        # The list of errors is in the form that was sent, and takes the focus.
        assert element(page, "[autofocus]").attributes["role"] == "alert"
        assert elements(page, f"main {wrong} [role=alert]")
        assert elements(page, f"main {other} :is([role=alert], .field__error, [aria-invalid])") == []
        assert {value_of(page, "next", f"main {form}") for form in (NEW, KNOWN)} == {f"{prefix}/cart/"}
        assert words(page, "head > title").startswith("Ошибка: " if prefix else "Error: ")
        assert words(page, ".summary")
    assert not User.objects.exclude(pk=anna.pk).exists()


def test_who_has_an_account_already_is_led_to_the_other_form(guest, anna):
    page = register(guest, email="anna@example.org", password="four loud lamps")
    link = element(page, f"main {NEW} .field__error a").attributes["href"]
    assert link == "#known_username"
    element(page, f"main {KNOWN} {link}")


def test_no_two_fields_have_one_id(guest):
    ids = attributes(guest.get(ADDRESS), "main [id]", "id")
    assert len(set(ids)) == len(ids) > 4


def test_who_is_logged_in_goes_on(guest, anna):
    client = browser(anna)
    assert client.get(ADDRESS).url == "/orders/new/"
    assert client.get(ADDRESS, {"next": "/cart/"}).url == "/cart/"
    assert register(client).url == "/orders/new/"
    assert User.objects.get() == anna


@pytest.mark.parametrize(("name", "form"), [("email", NEW), ("username", KNOWN)])
def test_a_stale_form_is_shown_anew_with_what_was_typed(name, form):
    client = browser(enforce_csrf_checks=True)
    client.get(ADDRESS)
    page = client.post(ADDRESS, {name: "anna@example.org", "password": PASSWORD, "next": "/cart/"})
    assert len(said(page)) == 1
    assert value_of(page, name, f"main {form}") == "anna@example.org"
    assert value_of(page, "next", f"main {form}") == "/cart/"
    assert PASSWORD.encode() not in page.content
    assert not User.objects.exists()


def test_it_takes_no_other_method(guest):
    assert guest.put(ADDRESS).status_code == 405


def test_the_other_language_of_a_refused_form_is_the_same_page(guest):
    assert f"/ru{ADDRESS}" in attributes(register(guest, email=""), "footer a[lang=ru]", "href")
    assert attribute(guest.get(ADDRESS), "footer a[lang=ru]", "href") == f"/ru{ADDRESS}"
