"""What is missing before the shop may open."""

import pytest
from django.utils import translation

from pages.demo import seed_words
from pages.models import Page
from pages.opening import OF_BUSINESS
from pages.tests.business import say
from pages.tests.pages import write
from shop.opening import missing

pytestmark = pytest.mark.django_db

COMPLETE = {"legal_name": "Anna", "street": "Lindenweg 1", "city": "Lund", "country": "SE", "email": "a@example.org"}
COMPLETE |= {"vat_rate": 0, "dispatch_days": 2, "return_days": 14}
KINDS = ("delivery", "returns", "terms", "privacy", "legal", "contact")


def lacking():
    return [f"{one.what}: {one.how}" for one in missing()]


def test_a_new_shop_lacks_everything_and_a_complete_one_nothing():
    assert lacking() == [
        *("Legal name: is missing", "Street, house, flat: is missing", "City: is missing", "Country: is missing"),
        *(
            "E-mail: is missing",
            "VAT rate, %: is missing",
            "Days to dispatch: is missing",
            "Days to return: is missing",
        ),
        *("Delivery: is missing", "Returns and withdrawal: is missing", "Terms: is missing", "Privacy: is missing"),
        *("Legal notice: is missing", "Contact: is missing"),
    ]
    say(**COMPLETE)
    for kind in KINDS:
        write(kind, kind=kind)
    assert lacking() == []


@pytest.mark.parametrize("name", OF_BUSINESS)
def test_each_of_the_business_data_is_missed(name):
    say(**COMPLETE)
    before = lacking()
    say(**{name: None if name.endswith(("rate", "days")) else ""})
    assert len(lacking()) == len(before) + 1


def test_a_page_without_a_text_in_a_language_or_hidden_is_named():
    say(**COMPLETE)
    for kind in KINDS[1:]:
        write(kind, kind=kind)
    write("delivery", kind="delivery", text_ru="", is_public=False)
    assert lacking() == ["Delivery (Russian): has no text", "Delivery: is hidden"]


def test_demo_texts_and_demo_data_are_named_as_long_as_they_are_shown():
    seed_words()
    assert len(lacking()) == 8
    assert lacking()[:2] == ["Business data: are demo data", "Delivery: is a demo text"]
    Page.objects.filter(kind="about").get().save()
    page = Page.objects.get(kind="about")
    page.is_public = False
    page.save()
    say(is_demo=False)
    assert "About: is a demo text" not in lacking()
    assert len(lacking()) == 6


def test_it_is_said_in_the_language_of_the_reader():
    with translation.override("ru"):
        assert "Доставка: нет" in lacking()


def test_each_leads_to_the_form_where_it_is_mended(admin_client):
    write("delivery", kind="delivery", text_ru="")
    for one in missing():
        assert admin_client.get(one.url).status_code == 200, one
