"""A telephone number of every country is read however people write it, and kept in one form."""

import phonenumbers
import pytest
from django.utils import translation
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from shop.phones import NO_COUNTRY, NO_NUMBER, TOO_LONG, TOO_SHORT, NotANumber, example_phone, read_phone, shown_phone

KINDS = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
ARABIC, PERSIAN = (str.maketrans("0123456789", digits) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"))
WIDE = str.maketrans("+0123456789", "＋０１２３４５６７８９")
# How people write a number: `home` is how it is written in its country, `abroad` with its code.
WAYS = {
    "as at home": lambda home, abroad: home,
    "as abroad": lambda home, abroad: abroad,
    "without spaces": lambda home, abroad: abroad.replace(" ", "").replace("-", ""),
    "00 for the plus": lambda home, abroad: abroad.replace("+", "00 "),
    "an invisible sign around it": lambda home, abroad: f"\u202a{abroad}\u202c",
    "others": lambda home, abroad: f"\u2066\ufeff{home}\u200b\u2069",
    "one between": lambda home, abroad: abroad.replace(" ", "\u200b \u2060"),
    "hyphens that do not break": lambda home, abroad: abroad.replace(" ", "\u2011"),
    "dashes": lambda home, abroad: home.replace(" ", "\u2013").replace("-", "\u2013"),
    "minus": lambda home, abroad: abroad.replace(" ", "\u2212").replace("-", "\u2212"),
    "long vowel": lambda home, abroad: home.replace("-", "ー"),
    "dots": lambda home, abroad: abroad.replace(" ", ".").replace("-", "."),
    "slash": lambda home, abroad: home.replace(" ", "/", 1),
    "spaces that do not break": lambda home, abroad: abroad.replace(" ", "\xa0"),
    "comma after it": lambda home, abroad: f"{abroad},",
    "a word before it": lambda home, abroad: f"tel: {abroad}",
    "a Russian word before it": lambda home, abroad: f"моб. {abroad}",
    "a word after it": lambda home, abroad: f"{abroad} (home)",
    "Arabic digits": lambda home, abroad: home.translate(ARABIC),
    "Persian digits": lambda home, abroad: abroad.translate(PERSIAN),
    "wide digits": lambda home, abroad: abroad.translate(WIDE),
}
EXTENSIONS = ["ext. 12", "ext 12", "x12", "#12", "доб. 12", "добавочный 12", "вн. 12", ", ext. 12", "extension 12"]


@pytest.fixture(scope="module")
def examples():
    """Numbers of all countries: the country, how it is written there, how abroad, and how it is stored."""
    numbers = [
        (region, number)
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
        for kind in KINDS
        if (number := phonenumbers.example_number_for_type(region, kind))
    ]
    assert len(numbers) > 480
    formats = (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164)
    return [(region, *(phonenumbers.format_number(number, one) for one in formats)) for region, number in numbers]


def reading(text, region):
    try:
        return read_phone(text, region)
    except NotANumber as error:
        return error.args[0]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_number_of_every_country_is_read(way, examples):
    wrong = {}
    for region, home, abroad, stored in examples:
        if reading(way(home, abroad), region) != stored:
            wrong[region, way(home, abroad)] = reading(way(home, abroad), region)
    assert wrong == {}


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_an_extension_is_kept(extension, examples):
    for region, _home, abroad, stored in examples:
        assert reading(f"{abroad} {extension}", region) == f"{stored};ext=12"


def test_what_is_shown_is_read_again_as_the_same_number(examples):
    for region, _home, _abroad, number in examples:
        for stored in (number, f"{number};ext=12"):
            assert reading(shown_phone(stored), region) == stored


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("+46 (0)70 123 45 67", "SE", "+46701234567"),
        ("0046(0)70-123 45 67", "US", "+46701234567"),
        ("(+46) 70 123 45 67", "DE", "+46701234567"),
        ("+46-(0) 70 123 45 67", None, "+46701234567"),
        ("46701234567", "SE", "+46701234567"),
        ("4915123456789", "DE", "+4915123456789"),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("8 916 123 45 67", "RU", "+79161234567"),
        ("8 (916) 123-45-67", "FI", "+79161234567"),
        ("9161234567", "RU", "+79161234567"),
        ("7 916 123 45 67", "RU", "+79161234567"),
        ("8-10-46-70-123-45-67", "RU", "+46701234567"),
        ("8 029 123-45-67", "BY", "+375291234567"),
        ("06 12345678", "IT", "+390612345678"),
        ("+39 06 12345678", "IT", "+390612345678"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("011 46 70 123 45 67", "US", "+46701234567"),
        ("922 12 34 56", "IC", "+34922123456"),
        ("12345", "SE", TOO_SHORT),
        ("555-0142", "US", TOO_SHORT),
        ("8 495 123-45", "RU", TOO_SHORT),
        ("8 495 123-45-678", "RU", NO_NUMBER),
        ("1" * 16, "SE", TOO_LONG),
        ("+491234567890123 x12345678901234567890", "DE", TOO_LONG),
        ("call me", "SE", NO_NUMBER),
        ("\u200b+\u200b", "SE", NO_NUMBER),
        ("+999 123 45 67", "SE", NO_COUNTRY),
        ("070 123 45 67", None, NO_COUNTRY),
    ],
)
def test_what_a_number_means_depends_on_the_country(typed, country, stored):
    assert reading(typed, country) == stored


def test_every_country_has_an_example_of_a_number():
    for region in phonenumbers.SUPPORTED_REGIONS:
        assert read_phone(example_phone(region), region).startswith("+")
    assert example_phone("SE") == "+46 70 123 45 67"


def test_where_the_country_says_nothing_the_example_is_of_the_language():
    for language, example in (("en", "+44 7400 123456"), ("ru", "+7 912 345-67-89")):
        with translation.override(language):
            assert example_phone("AQ") == example_phone(None) == example
            assert example_phone("SE") == "+46 70 123 45 67"


def test_a_number_of_before_is_shown_as_it_is():
    assert [shown_phone(phone) for phone in ("070-123", "call me", "")] == ["070-123", "call me", ""]


def test_an_extension_is_said_in_the_language_of_the_page():
    assert shown_phone("+46701234567;ext=8") == "+46 70 123 45 67, extension 8"
    with translation.override("ru"):
        assert shown_phone("+46701234567;ext=8") == "+46 70 123 45 67, добавочный 8"
        assert read_phone(shown_phone("+46701234567;ext=8"), "SE") == "+46701234567;ext=8"
