"""Where the order goes: errors stand beside the fields, and what was typed stays."""

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from orders.models import Order
from orders.tests.checkout import FORM, posted, review, send
from shop.tests.pages import beside, browser, element, is_russian, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    user = UserFactory()
    CartItemFactory(user=user)
    return browser(user)


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        *((field, "", "This field is required.") for field in FORM),
        *((field, "   ", "This field is required.") for field in FORM),
        ("name", "x" * 121, "at most 120 characters"),
        ("street", "x" * 201, "at most 200 characters"),
        ("postcode", "x" * 21, "at most 20 characters"),
        ("city", "x" * 101, "at most 100 characters"),
        ("name", "Anna\x00", "Null characters are not allowed."),
        ("phone", "12345", "This number is too short."),
        ("phone", "+46 12", "This number is too short."),
        ("phone", "1" * 16, "This number is too long."),
        ("phone", "call me", "digits only"),
        ("phone", "+46 70 123 45 67 ext. 8", "digits only"),
        ("country", "Atlantis", "We do not know this country."),
        ("country", "ZZ", "We do not know this country."),
        ("country", "EU", "We do not know this country."),
    ],
)
def test_a_wrong_field_says_so_and_keeps_what_was_typed(client, field, typed, error):
    page = review(client)
    response = send(client, page, **{field: typed})
    assert response.status_code == 200
    assert error in beside(response, field)
    assert "One thing to put right:" in words(response)
    for name, value in (FORM | {field: typed}).items():
        assert value_of(response, name) == value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert posted(response) == posted(page)
    assert not Order.objects.exists()


def test_all_wrong_fields_are_named_at_once(client):
    response = send(client, review(client), **dict.fromkeys(FORM, ""))
    assert "6 things to put right:" in words(response)
    assert all(beside(response, field) for field in FORM)


def test_the_errors_are_put_right_and_the_order_is_placed(client):
    wrong = send(client, review(client), phone="12")
    assert send(client, wrong).status_code == 303
    assert Order.objects.count() == 1


@pytest.mark.parametrize("phone", ["123456", "+46 70 123 45 67", "(030) 123-45-67", "+1.202.555.0142", "1" * 15])
def test_a_number_is_taken_as_people_write_it(client, phone):
    assert send(client, review(client), phone=phone).status_code == 303
    assert Order.objects.get().phone == phone


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("Sweden", "SE"), ("sweden", "SE"), ("  Sweden ", "SE"), ("Швеция", "SE"), ("SE", "SE"), ("se", "SE")),
        *(("SWE", "SE"), ("DEU", "DE"), ("RUS", "RU"), ("Германия", "DE"), ("United  Kingdom", "GB")),
        *(("Côte d’Ivoire", "CI"), ("Россия", "RU"), ("Russia", "RU")),
    ],
)
def test_a_country_is_known_by_its_name_in_both_languages_and_by_its_codes(client, typed, code):
    assert send(client, review(client), country=typed).status_code == 303
    assert Order.objects.get().country == code


def test_a_country_is_shown_by_its_name(client):
    order_page = send(client, review(client), country="CH").url
    assert "Lund, Switzerland" in words(client.get(order_page))
    assert "Швейцария" in words(client.get(f"/ru{order_page}"))


def test_countries_are_offered_in_the_language_of_the_page(client):
    element(review(client), 'datalist option[value="Sweden"]')
    element(review(client, "/ru"), 'datalist option[value="Швеция"]')


def test_errors_are_in_russian_on_a_russian_page(client):
    fields = {"name": "", "phone": "12", "country": "Atlantis"}
    response = send(client, review(client, "/ru"), "/ru", **fields)
    assert response.status_code == 200
    for field in fields:
        assert is_russian(beside(response, field).replace("+46", ""))


def test_what_was_typed_is_escaped(client):
    response = send(client, review(client), name='"><script>alert(1)</script>', phone="")
    assert b"<script>alert" not in response.content
    assert value_of(response, "name") == '"><script>alert(1)</script>'
