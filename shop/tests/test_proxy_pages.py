"""The error pages of nginx say the same as those of the application, in both languages on one page."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from shop.tests.pages import elements, inline, text_of

FOLDER = settings.BASE_DIR / "deploy" / "nginx" / "errors"


@pytest.mark.parametrize(
    ("page", "template"), [("bad-request", "400.html"), ("not-found", "404.html"), ("unavailable", "503.html")]
)
def test_a_page_of_the_proxy_has_the_words_of_ours(page, template, db):
    text = (FOLDER / f"{page}.html").read_text()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            request = RequestFactory().get("/")
            ours = render_to_string(template, {"language": code}, request)
        (section,) = elements(text, 'section[lang="ru"]' if code == "ru" else "section:not([lang])")
        for selector in ("#content h1", "#content p.lede", "#content .button"):
            (said,) = elements(ours, selector)
            assert text_of(said) in text_of(section)


def test_the_proxy_serves_the_pages_that_are_there():
    configured = set(re.findall(r"/errors/([a-z-]+\.(?:html|css))", (FOLDER.parent / "shop.conf").read_text()))
    assert configured == {path.name for path in FOLDER.iterdir()}
    assert all(inline(path.read_text()) == [] for path in FOLDER.glob("*.html"))
