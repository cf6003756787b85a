"""The business data in the admin: one form, whose mistakes are said beside their fields."""

import pytest

from pages.models import Business
from pages.tests.business import say
from shop.tests.pages import element, sent, words
from shop.tests.staff_forms import address, colleague, form_of, history, save, with_rights

pytestmark = pytest.mark.django_db

WHOLE = {
    "shop_name_en": "Lamp & Co",
    "shop_name_ru": "Лампа",
    "legal_name": "Lampe & Co. GmbH",
    "street": "Lampenweg 3",
    "postcode": "10115",
    "city": "Berlin",
    "country": "DE",
    "email": "post@example.org",
    "phone": "030 901820",
    "tax_number": "DE123456789",
    "account_holder": "",
    "account": "de89 3704 0044 0532 0130 00",
    "bic": "cobadeff xxx",
    "bank": "Commerzbank",
    "vat_rate": "19",
    "delivers_to": ["SE", "DE"],
    "dispatch_days": "2",
    "return_days": "14",
}


@pytest.fixture
def client():
    return colleague("owner")


@pytest.fixture
def row():
    return Business.objects.get()


def test_the_list_leads_to_the_one_form(client, row):
    assert client.get("/admin/pages/business/").url == address("change", row)


def test_a_shop_without_the_row_gets_it(client, row):
    row.delete()
    assert client.get("/admin/pages/business/", follow=True).status_code == 200


def test_the_two_lists_of_countries_stand_behind_their_label(client, row):
    # Django's script puts them first in what is around the field.
    page = client.get(address("change", row))
    assert element(page, "label[for=id_delivers_to] + .related-widget-wrapper > select[name=delivers_to]")


def test_everything_is_stored_in_one_spelling_and_logged(client, row):
    fields = form_of(client, row)
    assert save(client, row, fields | WHOLE).status_code == 302
    row.refresh_from_db()
    assert row.account == "DE89370400440532013000"
    assert row.bic == "COBADEFFXXX"
    assert row.phone == "+4930901820"
    assert row.delivers_to == "DE SE"
    assert row.names == ("Lamp & Co", "Лампа")
    assert "DE SE" in history(client, row)[0]
    # Sent once more as it stands now, it changes nothing.
    assert save(client, row, form_of(client, row)).status_code == 302
    assert history(client, row)[1:] == ["No fields changed."]


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("account", "DE89370400440532013001", "This is no IBAN"),
        ("account", "\N{NO-BREAK SPACE}", None),
        ("bic", "COBA", "This is no BIC"),
        ("bic", "044525225", None),
        ("correspondent_account", "301018104", "This is no correspondent account"),
        ("correspondent_account", "3010 1810 4000 0000 0225", None),
        ("phone", "call me", "This does not look like a phone number"),
        ("vat_rate", "-1", "greater than or equal to 0"),
        ("vat_rate", "100", "no more than 2 digits"),
        ("vat_rate", "0", None),
        ("dispatch_days", "0", "greater than or equal to 1"),
        ("return_days", "366", "less than or equal to 365"),
        ("country", "XX", "not one of the available choices"),
        ("delivers_to", ["DE", "XX"], "not one of the available choices"),
        ("email", "post@", "valid email"),
        ("shop_name_ru", "", "required"),
        ("legal_name", "a" * 121, "at most 120"),
        ("legal_name", "a\0b", None),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_loses_nothing(client, row, field, typed, message):
    response = save(client, row, form_of(client, row) | WHOLE | {field: typed})
    if message is None:
        assert response.status_code in (302, 400)
        return
    assert response.status_code == 200
    assert message in words(response, f".field-{field} .errorlist")
    assert sent(response)["legal_name"] == (typed if field == "legal_name" else WHOLE["legal_name"])
    row.refresh_from_db()
    assert row.legal_name == ""


def test_an_older_form_overwrites_nobodys_work(client, row):
    fields = form_of(client, row)
    say(dispatch_days=5, delivers_to="AT")
    assert save(client, row, fields | {"legal_name": "Lampe"}).status_code == 302
    row.refresh_from_db()
    assert (row.dispatch_days, row.delivers_to, row.legal_name) == (5, "AT", "Lampe")
    refused = save(client, row, fields | {"delivers_to": ["DE"]})
    assert "in the meantime" in words(refused, ".field-delivers_to .errorlist")


def test_who_may_only_see_cannot_change(row):
    clerk = with_rights("clerk", "view_business")
    assert "Save" not in words(clerk.get(address("change", row)), "#content")
    assert save(clerk, row, WHOLE).status_code == 403
    assert with_rights("other", "view_product").get(address("change", row)).status_code == 403


@pytest.mark.parametrize("typed", ["sNaN", "NaN", "1e1", "19,5,5", "x"])
def test_what_is_no_number_at_all_is_said_beside_its_field(client, typed):
    row = say(vat_rate=19)
    page = save(client, row, form_of(client, row) | WHOLE | {"vat_rate": typed})
    assert "Enter a number" in words(page, ".field-vat_rate .errorlist")


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize(("typed", "rate"), [("19,5", "19.50"), ("19.5", "19.50"), ("7,25 %", "7.25")])
def test_the_vat_rate_is_typed_with_either_sign_in_either_language(client, row, prefix, typed, rate):
    assert save(client, row, form_of(client, row, prefix) | WHOLE | {"vat_rate": typed}, prefix).status_code == 302
    row.refresh_from_db()
    assert str(row.vat_rate) == rate
    # Sent once more as it stands now, it changes nothing.
    assert save(client, row, form_of(client, row, prefix), prefix).status_code == 302
    assert history(client, row)[1:] == ["No fields changed."]
