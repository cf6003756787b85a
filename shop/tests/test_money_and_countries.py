"""Money, moments and countries, as the reader's language writes them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import translation

from shop.countries import country_code, country_name, country_names
from shop.language import in_language
from shop.money import money
from shop.templatetags.shop import day, full_moment, moment


@pytest.fixture
def this_year():
    """2026, whenever the test runs."""
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("currency", "language", "amount", "written"),
    [
        ("EUR", "en", "69.00", "€69.00"),
        ("EUR", "en", "1069.5", "€1,069.50"),
        ("EUR", "ru", "69.00", "69,00 €"),
        ("RUB", "ru", "6490.00", "6 490,00 ₽"),
        ("EUR", "en", "99999999.99", "€99,999,999.99"),
    ],
)
def test_money_is_written_as_the_language_writes_it(settings, currency, language, amount, written):
    settings.CURRENCY = currency
    with translation.override(language):
        assert money(Decimal(amount)).replace("\xa0", " ").replace("\u202f", " ") == written


@pytest.mark.parametrize(
    ("language", "filter_", "written"),
    [
        ("en", day, "24 November 2026"),
        ("ru", day, "24 ноября 2026"),
        ("en", moment, "24 November, 18:04"),
        ("ru", moment, "24 ноября, 18:04"),
        ("en", full_moment, "Tuesday 24 November, 18:04"),
        ("ru", full_moment, "24 ноября, 18:04"),
    ],
)
def test_moments_are_of_the_time_zone_of_the_shop(this_year, settings, language, filter_, written):
    settings.TIME_ZONE = "Europe/Berlin"
    at = datetime(2026, 11, 24, 17, 4, tzinfo=UTC)
    with translation.override(language):
        assert filter_(at) == written


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_country_is_found_by_its_name_and_by_its_code(language):
    names = country_names(language)
    assert len(names) > 240
    assert len(set(names.values())) == len(names)
    for code, name in names.items():
        assert country_code(name) == code
        assert country_code(name.upper()) == code
        assert country_code(code.lower()) == code


@pytest.mark.parametrize(("language", "first"), [("en", "Afghanistan"), ("ru", "Австралия")])
def test_countries_stand_in_the_order_of_the_alphabet(language, first):
    assert next(iter(country_names(language).values())) == first


@pytest.mark.parametrize("text", ["", " ", "Atlantis", "ZZ", "EU", "UN", "XA", "S", "SEE", "\x00", "0"])
def test_what_is_no_country_is_none(text):
    assert country_code(text) is None


def test_an_unknown_code_is_shown_as_it_is():
    assert country_name("QQ") == "QQ"


@pytest.mark.parametrize(
    ("path", "english", "russian"),
    [
        ("/", "/", "/ru/"),
        ("/ru/", "/", "/ru/"),
        ("/products/?sort=price", "/products/?sort=price", "/ru/products/?sort=price"),
        ("/ru/products/?sort=price", "/products/?sort=price", "/ru/products/?sort=price"),
        ("/rules/", "/rules/", "/ru/rules/"),
        ("/ru//evil.example/", "/evil.example/", "/ru/evil.example/"),
    ],
)
def test_a_page_has_the_same_address_in_both_languages(path, english, russian):
    assert in_language(path, "en") == english
    assert in_language(path, "ru") == russian


@pytest.mark.usefixtures("this_year")
@pytest.mark.parametrize(
    ("language", "now", "then"),
    [
        ("en", "Friday 1 May, 12:00", "Thursday 1 May 2014, 12:00"),
        ("ru", "1 мая, 12:00", "1 мая 2014 г., 12:00"),
    ],
)
def test_a_moment_of_another_year_says_its_year(settings, language, now, then):
    settings.TIME_ZONE = "UTC"
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with translation.override(language):
        assert full_moment(noon) == now
        assert full_moment(noon.replace(year=2014)) == then
