"""The preview of words in the admin: what is typed, as the page would show it, and nothing is stored."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from pages.models import Business, HomePage, Page
from pages.tests.pages import write
from shop.tests.pages import attribute, browser, elements, words
from shop.tests.staff_forms import address, colleague, form_of, history, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return colleague("anna")


def test_the_preview_shows_what_is_typed_in_the_language_of_its_button_and_stores_nothing(anna):
    page = write()
    typed = form_of(anna, page) | {"text_en": "By **ship**.", "title_ru": "Морем", "slug": "by-ship"}
    for prefix in ("", "/ru"):
        for language, title in (("en", "Delivery"), ("ru", "Морем")):
            answer = anna.post(prefix + address("change", page), typed | {f"_preview_{language}": "1"})
            assert answer.status_code == 200
            assert attribute(answer, "html", "lang") == language
            assert words(answer, "h1") == title
            assert "no-store" in answer.headers["Cache-Control"]
            assert answer.headers["X-Robots-Tag"] == "noindex"
            assert not hasattr(answer, "kept")
            assert len(elements(answer, "main > .wrap .message[role=note]")) == 1
    page.refresh_from_db()
    assert (page.text_en, page.slug, page.title_ru) == ("By post.", "delivery", "Доставка")
    assert page.versions.count() == 1
    assert not LogEntry.objects.exists()


def test_the_preview_of_a_new_page_stores_nothing(anna):
    fields = {"kind": "other", "slug": "new", "position": "1", "title_en": "New", "text_en": "Words."}
    answer = anna.post(reverse("admin:pages_page_add"), fields | {"_preview_en": "1"})
    assert words(answer, "h1") == "New"
    assert not Page.objects.exists()


def test_the_preview_of_a_wrong_form_is_the_form_with_its_errors(anna):
    page = write()
    answer = save(anna, page, form_of(anna, page) | {"text_en": "# No", "_preview_en": "1"})
    assert elements(answer, ".field-text_en .errorlist li")
    assert save(anna, page, form_of(anna, page) | {"slug": "", "_preview_ru": "1"}).status_code == 200
    assert page.versions.count() == 1


def test_after_a_preview_the_same_form_is_saved_once(anna):
    page = write()
    typed = form_of(anna, page) | {"text_en": "By ship."}
    save(anna, page, typed | {"_preview_en": "1"})
    for _time in range(2):
        assert save(anna, page, typed | {"_save": "1"}).status_code == 302
    page.refresh_from_db()
    assert page.text_en == "By ship."
    assert LogEntry.objects.count() == 1


def test_the_home_page_is_seen_with_the_new_words_before_anybody_else_sees_them(anna):
    row, _is_new = Business.objects.get_or_create(pk=1)
    form = reverse("admin:pages_homepage_change", args=[1])
    fields = {"home_heading_en": "Light for all", "home_heading_ru": "Свет для всех", "claim_en": "From Lund."}
    answer = anna.post(form, fields | {"_preview_en": "1"})
    assert (words(answer, "h1"), words(answer, ".site-footer p")) == ("Light for all", "From Lund.")
    assert words(answer, "main [role=note]") == "Preview: this is not saved."
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not hasattr(answer, "kept")
    russian = anna.post(form, fields | {"_preview_ru": "1"})
    assert words(russian, "h1") == "Свет для всех"
    assert words(russian, "main [role=note]") == "Предварительный просмотр: это ещё не сохранено."
    assert elements(browser().get("/"), "main [role=note]") == []
    assert attribute(answer, ".site-footer__language [lang=ru]", "href") == "/ru/"
    assert words(browser().get("/"), "h1") == "Every shade has a day and an evening."
    assert anna.post(form, fields).status_code == 302
    assert words(browser().get("/"), "h1") == "Light for all"
    assert "Light for all" in history(anna, HomePage(pk=1))[-1]
    row.refresh_from_db()
    assert row.shop_name_en == "Abajur"
