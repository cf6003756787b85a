"""The error pages of nginx say the same as those of the application, in both languages on one page."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from shop.tests.pages import browser, element, inline, text_of, words

FOLDER = settings.BASE_DIR / "deploy" / "nginx" / "errors"


def assert_same(name, ours, language):
    text = (FOLDER / f"{name}.html").read_text()
    section = element(text, "section:not([lang])" if language == "en" else f'section[lang="{language}"]')
    for selector in ("#content h1", "#content p.lede", "#content .button"):
        assert words(ours, selector) in text_of(section)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("name", "template"), [("bad-request", "400.html"), ("too-large", "413.html"), ("unavailable", "503.html")]
)
def test_a_page_of_the_proxy_has_the_words_of_ours(name, template, language):
    assert_same(name, render_to_string(template, {"language": language}), language)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "language"), [("/nothing/", "en"), ("/ru/nothing/", "ru")])
def test_its_page_for_what_is_not_there_too(address, language):
    assert_same("not-found", browser().get(address), language)


def test_the_proxy_leads_to_the_pages_of_the_shop_and_to_nothing_else():
    conf = (FOLDER.parent / "shop.conf").read_text()
    assert set(re.findall(r"proxy_pass ([^;]+);", conf)) == {"http://web"}
    assert re.findall(r"^    server (\S+)", conf, re.MULTILINE) == ["web:8000"]


def test_the_proxy_serves_the_pages_that_are_there():
    configured = set(re.findall(r"/errors/([a-z-]+\.(?:html|css))", (FOLDER.parent / "shop.conf").read_text()))
    assert configured == {path.name for path in FOLDER.iterdir()}
    assert all(inline(path.read_text()) == [] for path in FOLDER.glob("*.html"))
