"""A country is known by its code, by the names of CLDR, by its names at home and by what people call it."""

import pytest
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from shop.countries import country_choices, country_code, country_names, has_postcodes

CALLED = {
    "AE": ["UAE", "ОАЭ", "the United Arab Emirates"],
    "AT": ["Österreich", "Osterreich", "OESTERREICH".replace("OE", "Ö")],
    "BA": ["Bosnia and Herzegovina", "Bosnia-Herzegovina", "Bosnia"],
    "BO": ["Bolivia (Plurinational State of)"],
    "BY": ["Республика Беларусь", "Белоруссия", "Belarus"],
    "CD": ["Democratic Republic of the Congo", "DR Congo"],
    "CG": ["Congo", "Republic of the Congo"],
    "CH": ["Schweiz", "Suisse", "Svizzera"],
    "CI": ["Côte d'Ivoire", "Cote d’Ivoire", "COTE D'IVOIRE", "Ivory Coast"],
    "CN": ["中国", "中國", "PRC", "People's Republic of China"],
    "CV": ["Cabo Verde", "Cape Verde"],
    "CW": ["Curacao"],
    "CZ": ["Czech Republic", "Česká republika", "Česko", "Чешская Республика"],
    "DE": ["Deutschland", "deutschland", "DE", "deu", "Germany", "GERMANY", "ФРГ"],
    "ES": ["España", "Espana", "Kingdom of Spain"],
    "FO": ["Фарерские острова"],
    "GB": ["Great Britain", "England", "Scotland", "Wales", "Northern Ireland", "UK", "U.K.", "Britain", "Англия"],
    "GR": ["Ελλάδα", "Hellas"],
    "HK": ["Hong Kong", "Hongkong", "Гонконг"],
    "IE": ["Republic of Ireland", "Éire", "Eire"],
    "IR": ["Iran, Islamic Republic of"],
    "IT": ["Italia", "Ita\u00adlia", "\u200bItalia\ufeff"],
    "JP": ["日本"],
    "KG": ["Кыргызстан", "Киргизия"],
    "KP": ["North Korea", "КНДР", "Korea, Democratic People's Republic of"],
    "KR": ["South Korea", "Южная Корея", "Republic of Korea", "Korea"],
    "KZ": ["Казахстан", "Қазақстан", "Республика Казахстан"],
    "LA": ["Lao People's Democratic Republic"],
    "LC": ["Saint Lucia", "St Lucia", "St. Lucia"],
    "MD": ["Moldova, Republic of", "Молдавия", "Молдова"],
    "MK": ["Macedonia", "North Macedonia"],
    "MM": ["Burma", "Myanmar"],
    "MO": ["Macau", "Macao"],
    "NL": ["The Netherlands", "the netherlands", "Holland", "Nederland", "Голландия"],
    "PL": ["Polska", "Республика Польша"],
    "PS": ["Palestine", "Палестина"],
    "RE": ["Reunion", "Réunion"],
    "RU": ["Russian Federation", "РФ", "Российская Федерация", "Россия", "Russia"],
    "SA": ["KSA"],
    "SE": ["Sverige", "Swe\u200bden"],
    "SY": ["Syrian Arab Republic"],
    "SZ": ["Swaziland"],
    "TL": ["East Timor"],
    "TR": ["Turkey", "Turkiye", "Türkiye", "Турция"],
    "TT": ["Trinidad and Tobago", "Trinidad & Tobago"],
    "TW": ["臺灣", "台灣", "Taiwan, Province of China"],
    "TZ": ["Tanzania, United Republic of", "United Republic of Tanzania"],
    "UA": ["Україна", "Ukraine"],
    "US": ["United States of America", "USA", "U.S.A.", "U.S.", "the United States", "America", "США"],
    "VA": ["Vatican", "Holy See", "Ватикан"],
    "VE": ["Venezuela, Bolivarian Republic of"],
    "VN": ["Viet Nam", "Vietnam"],
}
SPELLINGS = [(typed, code) for code, names in CALLED.items() for typed in names]


@pytest.mark.parametrize(("typed", "code"), SPELLINGS, ids=ascii)
def test_a_country_is_known_by_what_people_call_it(typed, code):
    assert country_code(typed) == code


def test_there_are_more_than_the_eighty_spellings_that_other_shops_refuse():
    assert len(SPELLINGS) > 80


def test_every_country_is_known_by_its_name_in_its_own_languages():
    unknown = {}
    for code in country_names("en"):
        for language in get_official_languages(code, regional=True, de_facto=True):
            try:
                name = Locale.parse(language).territories.get(code)
            except UnknownLocaleError:
                continue
            if name and country_code(name) != code:
                unknown[code, language] = name
    assert unknown == {}


def test_every_country_has_a_name_in_both_languages():
    assert set(country_names("en")) == set(country_names("ru"))


def test_countries_are_chosen_from_all_of_them_or_from_some():
    assert [code for code, _name in country_choices()] == list(country_names("en"))
    assert country_choices({"SE", "DE"}) == [("DE", "Germany"), ("SE", "Sweden")]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Afghanistan", "Åland Islands", "Albania"]),
        ("en", ["Costa Rica", "Côte d’Ivoire", "Croatia"]),
        ("en", ["Tunisia", "Türkiye", "Turkmenistan"]),
        ("ru", ["Соединённые Штаты", "Соломоновы о-ва", "Сомали"]),
        ("ru", ["Йемен", "Кабо-Верде", "Казахстан"]),
    ],
)
def test_an_accent_does_not_change_the_place_in_the_alphabet(language, names):
    every = list(country_names(language).values())
    assert every[every.index(names[0]) :][:3] == names


def test_countries_without_postcodes_are_countries():
    without = [code for code in country_names("en") if not has_postcodes(code)]
    assert len(without) == 69
    assert {"AE", "HK", "QA", "PA"} < set(without)
    assert not {"SE", "DE", "RU", "US", "GB", "IE"} & set(without)
