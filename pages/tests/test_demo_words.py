"""The demo texts: complete, without a fault, and true."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command

from pages.demo import BUSINESS, SLUGS, text_of
from pages.demo.seed import seed_words
from pages.faults import faults
from pages.models import Business, Kind, Page
from pages.tests.business import say
from pages.tests.pages import write
from shop import settings as in_the_file
from shop.tests.pages import browser, elements, is_russian, words

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.django_db
def test_they_are_loaded_once_and_marked():
    assert seed_words() == (7, True)
    assert seed_words() == (0, False)
    assert Page.objects.filter(is_demo=True, is_public=True).count() == 7
    assert Business.objects.get().is_demo
    assert Business.objects.get().vat_rate == 19
    for prefix in ("", "/ru"):
        for slug in SLUGS.values():
            page = browser().get(f"{prefix}/pages/{slug}/")
            assert page.status_code == 200
            assert len(elements(page, ".words > [role=note]")) == 1


@pytest.mark.django_db
def test_a_shop_with_words_of_its_own_keeps_them(capsys):
    write("own")
    say(legal_name="Anna", return_days=14)
    call_command("seed_words")
    assert Page.objects.count() == 1
    assert (Business.objects.get().city, Business.objects.get().is_demo) == ("", False)
    assert "0 pages are new" in capsys.readouterr().out


@pytest.mark.django_db
def test_days_that_are_set_stay():
    say(return_days=14)
    assert seed_words() == (7, True)
    assert Business.objects.get().return_days == 14


@pytest.mark.django_db
def test_they_have_no_fault_and_each_link_leads_to_a_page():
    seed_words()
    for page in Page.objects.all():
        for language in LANGUAGES:
            text = getattr(page, f"text_{language}")
            assert list(faults(text, language, [page.get_absolute_url()])) == [], page
            assert len(text) > 400, page


def test_both_languages_say_the_same_things():
    for kind in SLUGS:
        english, russian = (text_of(kind, language)[1] for language in ("en", "ru"))
        for marks in (r"^#+ ", r"\]\(([^)]*)\)", r"^\|", r"^\d\. ", r"^- ", r"^>", "`[^`]*`"):
            found = [re.findall(marks, text, re.MULTILINE) for text in (english, russian)]
            assert found[0] == found[1], (kind, marks)


def test_russian_texts_are_in_russian_letters():
    names = r"\]\([^)]*\)|`[^`]*`|[Cc]ookie|https|DDG"
    for kind in SLUGS:
        title, text = text_of(kind, "ru")
        plain = re.sub(names, "", text)
        assert is_russian(title), kind
        assert not re.search("[A-Za-z]{2}", plain), (kind, re.findall(r"\S*[A-Za-z]{2}\S*", plain))
        assert "!" not in text
        assert not re.search('"', text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_names_each_cookie_that_the_settings_name_and_no_other(language):
    cookies = {
        getattr(in_the_file, name).removeprefix("__Host-")
        for name in vars(in_the_file)
        if name.endswith("_COOKIE_NAME")
    }
    assert len(cookies) == 5
    _title, text = text_of(Kind.PRIVACY, language)
    named = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    assert sorted(named) == sorted(cookies)
    assert "`__Host-`" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_weeks_are_those_of_the_settings_and_of_the_demo_data(language):
    days = {"en": "days", "ru": "дней"}[language]
    year = {"en": "a year", "ru": "год"}[language]
    privacy = text_of(Kind.PRIVACY, language)[1]
    rows = {
        cells[1].strip(" `"): cells[3].strip()
        for cells in (row.split("|") for row in privacy.splitlines() if "| `" in row)
    }
    assert rows["session"] == f"{settings.SESSION_COOKIE_AGE // 86400} {days}"
    assert rows["cart"] == f"{settings.CART_DAYS} {days}"
    assert rows["csrf"] == year
    assert rows["lamp"].startswith(year)
    assert (settings.ADDRESS_YEARS, settings.INVOICE_YEARS) == (3, 10)
    assert {"en": "| three years, or until", "ru": "| три года или пока"}[language] in privacy
    assert privacy.count({"en": "| ten years |", "ru": "| десять лет |"}[language]) == 2
    assert f"{BUSINESS['return_days']} {days}" in text_of(Kind.RETURNS, language)[1]
    assert BUSINESS["dispatch_days"] == 2
    assert {"en": "two working days", "ru": "два рабочих дня"}[language] in text_of(Kind.DELIVERY, language)[1]


@pytest.mark.django_db
def test_the_seller_of_the_demo_stands_on_its_legal_notice():
    seed_words()
    page = browser().get("/pages/legal-notice/")
    assert "Marta Beispiel, Abajur Musterstraße 12 10115 Berlin Germany" in words(page, ".words__seller")
