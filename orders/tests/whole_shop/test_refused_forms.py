"""A form that was refused says so first in its page's title, and names each wrong field in the shop's own words."""

import re

import pytest
from django import forms
from django.core import validators
from django.utils.translation import override

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import LampFactory, ProductFactory
from orders.tests.checkout import FORM
from shop.tests.pages import attribute, browser, elements, text_of, words

pytestmark = pytest.mark.django_db

OTHERS_PASSWORD = {"new_password1": "four loud lamps", "new_password2": "four loud lambs"}
# Of each form: its address, what is posted, and the fields that say what is wrong. The product's key is filled in.
ACCOUNT = {
    "log in, empty": ("/auth/login/", {}, {"username", "password"}),
    "log in, wrong": ("/auth/login/", {"username": "anna@example.org", "password": "x"}, set()),
    "log in, no address": ("/auth/login/", {"username": "anna", "password": "x"}, {"username"}),
    "register, empty": ("/auth/register/", {}, {"email", "password"}),
    "register, no address": ("/auth/register/", {"email": "anna", "password": "short"}, {"email", "password"}),
    "register, too long": ("/auth/register/", {"email": f"{'x' * 300}@example.org", "password": "x" * 5000}, {"email"}),
    "register, odd signs": ("/auth/register/", {"email": "a\0@example.org", "password": "a\0"}, {"email", "password"}),
    "new customer, empty": ("/orders/new/account/", {}, {"email", "password"}),
    "known customer, wrong": ("/orders/new/account/", {"username": "anna@example.org", "password": "x"}, set()),
    "known customer, empty": ("/orders/new/account/", {"username": "", "password": ""}, {"username", "password"}),
    "reset, empty": ("/auth/password/reset/", {}, {"email"}),
    "reset, no address": ("/auth/password/reset/", {"email": "anna"}, {"email"}),
}
OWN = {
    "change, empty": ("/auth/password/change/", {}, {"old_password", "new_password1", "new_password2"}),
    "change, wrong": (
        "/auth/password/change/",
        {"old_password": "x", **OTHERS_PASSWORD},
        {"old_password", "new_password2"},
    ),
    "close, empty": ("/account/delete/", {}, {"password"}),
    "close, wrong": ("/account/delete/", {"password": "x"}, {"password"}),
    "order, empty": ("/orders/", {}, {"name", "phone", "street", "city", "country"}),
    "order, no postcode": ("/orders/", FORM | {"postcode": ""}, {"postcode"}),
    "order, too long": ("/orders/", FORM | dict.fromkeys(("name", "city"), "x" * 500), {"name", "city"}),
    "order, odd signs": ("/orders/", FORM | dict.fromkeys(("name", "phone"), "a\0"), {"name", "phone"}),
    "order, nothing said": ("/orders/", FORM | dict.fromkeys(("street", "city"), "-"), {"street", "city"}),
    "order, no such things": ("/orders/", FORM | {"phone": "x", "country": "Atlantis"}, {"phone", "country"}),
}
ASKED = {
    "cart, no number": ("/cart/items/", {"product_id": "{drum}", "quantity": ""}),
    "cart, too many": ("/cart/items/", {"product_id": "{drum}", "quantity": "999"}),
    "cart's line": ("/cart/items/{drum}/", {"quantity": "x"}),
    "fit, measures": ("/fit/?height=x&width=&holder=7&use=table", None),
    "fit, by name": ("/fit/?lamp=none", None),
    "fit, over a table": ("/fit/?by=table&table=x", None),
    "bulb": ("/products/drum/?watts=&kind=7&bulb=other&diameter=x", None),
    "replace": ("/fit/replace/?top=x&bottom=&height=&fitting=7&use=7", None),
    "list": ("/products/?height_min=x", None),
}


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


@pytest.fixture
def send(anna):
    """Sends a form as whoever has it, with a shade in the cart."""
    drum = ProductFactory(slug="drum")
    LampFactory(slug="lamp-1")
    CartItemFactory(user=anna, product=drum)

    def send(prefix, address, data, by=None):
        client = browser(by)
        address = prefix + address.replace("{drum}", str(drum.pk))
        if data is None:
            return client.get(address)
        keyed = {name: value.replace("{drum}", str(drum.pk)) for name, value in data.items()}
        return client.post(address, {"checkout_key": "key", **keyed} if "/orders/" in address else keyed)

    return send


def sentences_of_django(language):
    """What Django's fields and validators say of their own accord, as patterns."""
    kinds = [kind for kind in vars(forms.fields).values() if isinstance(kind, type) and issubclass(kind, forms.Field)]
    with override(language):
        said = {str(text) for kind in kinds for text in getattr(kind, "default_error_messages", {}).values()}
        said |= {str(kind.message) for kind in (validators.EmailValidator, validators.ProhibitNullCharactersValidator)}
        longest = [str(validators.MaxLengthValidator.message % {"limit_value": n, "show_value": n}) for n in (1, 2, 5)]
    said |= {re.sub(r"\d+", "%(n)d", text) for text in longest}
    return [re.compile(re.sub(r"%\\\(\w+\\\)[a-z]", ".+", re.escape(text))) for text in said if text]


OF_DJANGO = {language: sentences_of_django(language) for language in ("en", "ru")}


def errors_on(page):
    """Every error that stands beside a field or in the list of the wrong fields."""
    return [
        text_of(error) for error in elements(page, 'main .field__error, main [role="alert"] p, main [role="alert"] li')
    ]


def refused(send, anna, prefix):
    for name, (address, data, *_fields) in {**ACCOUNT, **OWN, **ASKED}.items():
        yield name, send(prefix, address, data, by=anna if name in OWN or name == "cart's line" else None)


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ru", "ru")])
def test_no_form_of_the_shop_speaks_in_the_words_of_django(send, anna, prefix, language):
    for name, page in refused(send, anna, prefix):
        errors = errors_on(page)
        assert errors, name
        said = [error for error in errors for pattern in OF_DJANGO[language] if pattern.search(error)]
        assert said == [], name


def test_the_sentences_of_django_are_found():
    for language, sentence in (("en", "This field is required."), ("ru", "Обязательное поле.")):
        assert any(pattern.search(f"Name: {sentence}") for pattern in OF_DJANGO[language])
    too_long = "Ensure this value has at most 120 characters (it has 121)."
    assert any(pattern.search(too_long) for pattern in OF_DJANGO["en"])


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("name", [*ACCOUNT, *OWN])
def test_each_wrong_field_is_named_once_in_the_list_and_in_the_same_words_beside_it(send, anna, name, prefix):
    address, data, wrong = (ACCOUNT | OWN)[name]
    page = send(prefix, address, data, by=anna if name in OWN else None)
    listed = {link.attributes["href"]: text_of(link) for link in elements(page, 'main [role="alert"] li a')}
    found = {element.attributes["name"] for element in elements(page, "main [aria-invalid=true]")}
    assert found >= wrong
    for anchor, words_of_link in listed.items():
        assert words(page, f"{anchor}_error").startswith(words_of_link)
    # No two fields say the same.
    assert len(set(listed.values())) == len(listed) == len(found) or not wrong


@pytest.mark.parametrize(("prefix", "mark"), [("", "Error: "), ("/ru", "Ошибка: ")])
def test_the_title_of_a_refused_form_begins_with_the_error(send, anna, prefix, mark):
    for name, page in refused(send, anna, prefix):
        assert page.status_code == 200, name
        assert words(page, "head > title").startswith(mark), name
        assert words(page, "head > title").count(mark) == 1, name


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_title_of_any_other_page_does_not(send, anna, prefix):
    addresses = {address for address, *_rest in {**ACCOUNT, **OWN, **ASKED}.values()}
    pages = {address.partition("?")[0] for address in addresses} - {"/cart/items/", "/cart/items/{drum}/"}
    for address in (*pages, "/cart/", "/account/", "/orders/new/", "/fit/?height=34&width=15&holder=e27&use=table"):
        for user in (None, anna):
            page = send(prefix, address, None, by=user)
            if page.status_code == 200:
                assert not re.match("Error|Ошибка", words(page, "head > title")), address


def test_a_wrong_page_of_a_form_is_what_a_messenger_is_told_without_the_error(send):
    page = send("", "/fit/?lamp=none", None)
    assert not attribute(page, 'meta[property="og:title"]', "content").startswith("Error")
