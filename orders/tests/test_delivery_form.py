"""The delivery form: errors are shown beside the fields, and what was typed stays."""

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from orders.models import Order
from orders.tests.checkout import FORM, posted, review, send
from pages.tests.business import say
from shop.tests.pages import attribute, beside, browser, element, elements, is_russian, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    user = UserFactory()
    CartItemFactory(user=user)
    return browser(user)


EMPTY = {
    "name": "Enter your name.",
    "phone": "Enter your phone number.",
    "street": "Enter your street and house.",
    "city": "Enter your city.",
}
REQUIRED = (*EMPTY, "country")
NOTHING = ("", "   ", "\u200b", "\u00ad", "\u3164", "\u2800 \ufeff")


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        *((field, typed, error) for field, error in EMPTY.items() for typed in NOTHING),
        ("country", "", "Choose a country."),
        *(
            ("postcode", typed, "Enter a postcode: a parcel to this country needs one.")
            for typed in (*NOTHING, "-", "—", ".")
        ),
        *((field, typed, "at least one letter or digit") for field in ("name", "street", "city") for typed in "-.🙂"),
        ("name", "x" * 121, "at most 120 characters"),
        ("street", "x" * 201, "at most 200 characters"),
        ("postcode", "x" * 21, "at most 20 characters"),
        ("city", "x" * 101, "at most 100 characters"),
        *(
            (field, "Anna\x00", "this has a character that cannot be stored. Enter it again.")
            for field in ("name", "postcode", "phone")
        ),
        ("phone", "12345", "This phone number is too short. Enter it like this: +46 70 123 45 67."),
        ("phone", "+46 12", "This phone number is too short."),
        ("phone", "1" * 16, "This phone number is too long. Enter one number, like this: +46 70 123 45 67."),
        ("phone", "+7 495 12", "This phone number is too short."),
        ("phone", "070-123 45 67 / 08-123 45 67", "This phone number is too long. Enter one number"),
        ("phone", "call me", "This does not look like a phone number. Enter it like this: +46 70 123 45 67."),
        ("phone", "+999 123 45 67", "We do not know the country of this phone number."),
    ],
    ids=ascii,
)
def test_a_wrong_field_says_so_and_keeps_what_was_typed(client, field, typed, error):
    page = review(client)
    response = send(client, page, **{field: typed})
    assert response.status_code == 200
    assert error in beside(response, field)
    assert "One field needs correcting:" in words(response)
    for name, value in (FORM | {field: typed}).items():
        assert value_of(response, name) == value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert posted(response) == posted(page)
    assert not Order.objects.exists()


def test_all_wrong_fields_are_named_at_once(client):
    response = send(client, review(client), **dict.fromkeys(FORM, ""))
    assert "5 fields need correcting:" in words(response)
    assert all(beside(response, field) for field in REQUIRED)


def test_the_errors_are_put_right_and_the_order_is_placed(client):
    wrong = send(client, review(client), phone="12")
    assert send(client, wrong).status_code == 303
    assert Order.objects.count() == 1


# What is typed is stored clean --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("name", "\ufeffAnna\u00a0 Lind\u00adqvist\u200b", "Anna Lindqvist"),
        ("name", "Anne\u2011Marie", "Anne-Marie"),
        ("name", "Zoe\u0308", "Zoë"),
        ("name", "نیلوفر می\u200cخواهد", "نیلوفر می\u200cخواهد"),
        ("street", "Hauptstr.\u202f12\u201314\u2060", "Hauptstr. 12-14"),
        ("city", "\u202aMalmö\u202c", "Malmö"),
        ("postcode", "２２３\u3000５９", "223 59"),
        ("postcode", "۱۲۳۴۵", "12345"),
        ("postcode", "SW1A\u200b 1AA", "SW1A 1AA"),
        ("postcode", "225\u201159", "225-59"),
        ("phone", "\u202a+46\u00a070\u2011123\u221245\u200967\u202c,", "+46701234567"),
    ],
    ids=ascii,
)
def test_what_is_pasted_is_stored_as_it_reads(client, field, typed, stored):
    assert send(client, review(client), **{field: typed}).status_code == 303
    assert getattr(Order.objects.get(), field) == stored


@pytest.mark.parametrize(
    ("country", "typed", "stored", "shown"),
    [
        ("SE", "070-123 45 67", "+46701234567", "+46 70 123 45 67"),
        ("DE", "(030) 123-45-67", "+49301234567", "+49 30 1234567"),
        ("DE", "+46 (0)70 123 45 67", "+46701234567", "+46 70 123 45 67"),
        ("RU", "8 (916) 123-45-67", "+79161234567", "+7 916 123-45-67"),
        ("US", "+1.202.555.0142", "+12025550142", "+1 202-555-0142"),
        ("SE", "08-123 456 ext. 12", "+468123456;ext=12", "+46 8 12 34 56, extension 12"),
    ],
)
def test_a_number_is_stored_in_one_form_and_shown_as_it_is_written_abroad(client, country, typed, stored, shown):
    response = send(client, review(client), phone=typed, country=country)
    assert Order.objects.get().phone == stored
    assert shown in words(client.get(response.url))
    CartItemFactory(user=Order.objects.get().user)
    assert value_of(review(client), "phone") == shown


def test_a_number_of_before_is_shown_as_it_was_typed(client):
    page = send(client, review(client)).url
    Order.objects.update(phone="070 - call twice")
    assert "070 - call twice" in words(client.get(page))


def test_what_a_number_lacks_is_said_when_its_country_is_known(client):
    response = send(client, review(client), phone="070-123 45 67", country="")
    assert beside(response, "country")
    assert not beside(response, "phone")


# Countries ----------------------------------------------------------------------------------------------------------


def offered(page):
    return {option.attributes["value"]: option.text() for option in elements(page, "select[name=country] option")}


@pytest.mark.parametrize("typed", ["Sweden", " sweden ", "SE", "se", "SWE", "Sverige", "Швеция", "Kingdom of Sweden"])
def test_a_country_that_an_older_page_sends_by_name_is_understood(client, typed):
    wrong = send(client, review(client), country=typed, name="")
    assert value_of(wrong, "country") == "SE"
    assert send(client, wrong, country=typed).status_code == 303
    assert Order.objects.get().country == "SE"


@pytest.mark.parametrize("typed", ["Atlantis", "ZZ", "EU"])
def test_what_is_no_country_is_told_so_and_nothing_is_chosen(client, typed):
    response = send(client, review(client), country=typed)
    assert beside(response, "country") == "We do not know this country. Choose one from the list."
    assert value_of(response, "country") == ""


def test_a_country_is_shown_by_its_name(client):
    order_page = send(client, review(client), country="CH").url
    assert "Lund, Switzerland" in words(client.get(order_page))
    assert "Швейцария" in words(client.get(f"/ru{order_page}"))


def test_countries_are_offered_by_their_codes_in_the_language_of_the_page(client):
    page = review(client)
    assert attribute(page, "select[name=country]", "autocomplete") == "country"
    assert len(offered(page)) > 240
    assert list(offered(page).items())[:3] == [("", "Choose a country"), ("AF", "Afghanistan"), ("AX", "Åland Islands")]
    assert offered(review(client, "/ru"))["SE"] == "Швеция"


def test_only_countries_that_are_delivered_to_are_offered_and_taken(client):
    say(delivers_to="DE AT SE")
    page = review(client)
    assert list(offered(page)) == ["", "AT", "DE", "SE"]
    assert list(offered(review(client, "/ru"))) == ["", "AT", "DE", "SE"]
    for typed in ("NO", "Norway"):
        response = send(client, page, country=typed)
        assert beside(response, "country") == "Norway: we do not deliver there. Choose another country."
    assert send(client, page).status_code == 303


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_first_time_no_country_is_guessed_unless_there_is_only_one(client, prefix):
    assert value_of(review(client, prefix), "country") == ""
    say(delivers_to="AT DE RU")
    assert value_of(review(client, prefix), "country") == ""
    say(delivers_to="DE")
    assert value_of(review(client, prefix), "country") == "DE"


def test_the_next_time_the_country_is_that_of_the_last_order(client):
    send(client, review(client), country="CH")
    CartItemFactory(user=Order.objects.get().user)
    assert value_of(review(client, "/ru"), "country") == "CH"


def test_a_country_that_was_not_chosen_stays_so(client):
    assert value_of(send(client, review(client), country=""), "country") == ""
    assert value_of(review(client), "country") == ""


def test_a_browser_can_fill_in_every_field(client):
    page = review(client)
    known = ["name", "tel", "address-line1", "postal-code", "address-level2", "country"]
    assert [attribute(page, f"main [name={field}]", "autocomplete") for field in FORM] == known


@pytest.mark.parametrize(("prefix", "example"), [("", "+44 7400 123456"), ("/ru", "+7 912 345-67-89")])
def test_without_a_country_the_example_of_a_number_is_of_the_language(client, prefix, example):
    page = send(client, review(client, prefix), prefix, country="", phone="call me")
    assert example in beside(page, "phone")


def test_a_country_that_is_not_delivered_to_any_more_stays_on_its_order_and_is_not_chosen_again(client):
    order_page = send(client, review(client)).url
    CartItemFactory(user=Order.objects.get().user)
    say(delivers_to="DE AT")
    assert "Lund, Sweden" in words(client.get(order_page))
    page = review(client)
    assert value_of(page, "country") == ""
    assert value_of(page, "city") == "Lund"
    assert "Sweden: we do not deliver there. Choose another country." in words(page, ".field:has(select)")


# Postcodes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["AE", "HK", "QA", "PA", "AO", "BO", "JM", "GH", "UG", "FJ", "SY", "MO", "BS"])
@pytest.mark.parametrize("typed", ["", "-", "\u200b"])
def test_where_there_are_no_postcodes_none_is_asked_for(client, country, typed):
    order_page = send(client, review(client), country=country, postcode=typed, phone="+46 70 123 45 67")
    assert order_page.status_code == 303
    assert Order.objects.get().postcode == ""
    assert "Kastanjegatan 12 Lund," in words(client.get(order_page.url))


@pytest.mark.parametrize("country", ["SE", "DE", "RU", "US", "GB", "JP", "BR", "IN", "BG", "KZ"])
def test_where_there_are_postcodes_one_is_asked_for(client, country):
    response = send(client, review(client), country=country, postcode="", phone="+46 70 123 45 67")
    assert beside(response, "postcode") == "Enter a postcode: a parcel to this country needs one."


@pytest.mark.parametrize(
    "typed", ["K1A 0B1", "SW1A 1AA", "101000", "1234-567", "00-950", "〒100-0001", "LV-1010", "D02 AF30"]
)
def test_a_real_postcode_of_any_country_is_taken(client, typed):
    assert send(client, review(client), postcode=typed).status_code == 303


def test_that_a_postcode_may_be_left_out_is_said_before(client):
    page = review(client)
    assert "Leave it empty if your country has none." in words(page, ".field:has([name=postcode])")
    assert "required" not in element(page, "[name=postcode]").attributes


def test_fields_are_called_as_people_call_them(client):
    assert "Street, house, flat" in words(review(client))
    assert "Улица, дом, квартира" in words(review(client, "/ru"))


def test_errors_are_in_russian_on_a_russian_page(client):
    for fields in ({"name": "", "phone": "12", "postcode": ""}, {"country": "Atlantis"}, {"phone": "+999 12 34 567"}):
        response = send(client, review(client, "/ru"), "/ru", **fields)
        assert response.status_code == 200
        for field in fields:
            assert is_russian(beside(response, field).replace("+46", ""))


def test_what_was_typed_is_escaped(client):
    response = send(client, review(client), name='"><script>alert(1)</script>', phone="")
    assert b"<script>alert" not in response.content
    assert value_of(response, "name") == '"><script>alert(1)</script>'
