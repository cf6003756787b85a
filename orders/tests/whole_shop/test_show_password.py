"""Every password field of the shop can show what is typed, by a script; without one it is a plain field."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

from accounts.tests.factories import UserFactory
from shop.tests.pages import attributes, browser, elements

pytestmark = pytest.mark.django_db

PAGES = ["/auth/login/", "/auth/register/", "/account/", "/auth/password/change/", "/orders/new/account/"]


@pytest.mark.parametrize(("prefix", "words"), [("", ("Show", "Hide")), ("/ru", ("Показать", "Скрыть"))])
@pytest.mark.parametrize("address", PAGES)
def test_every_password_field_has_its_button(address, prefix, words):
    own = address in ("/account/", "/auth/password/change/")
    page = browser(UserFactory() if own else None).get(prefix + address)
    fields = elements(page, "input[type=password]")
    assert fields
    assert len(elements(page, "show-password > input[type=password]")) == len(fields)
    for name, word in zip(("data-show", "data-hide"), words, strict=True):
        assert set(attributes(page, "show-password", name)) == {word}
    assert len(elements(page, 'script[src$="js/shop.js"]')) == 1
    # The button is the script's: a page without one shows none.
    assert elements(page, "show-password button") == []


def test_the_script_of_every_page_has_the_button():
    assert 'import "./show-password.js";' in Path(find("js/shop.js")).read_text()


def test_a_shown_password_is_not_corrected():
    page = browser().get("/auth/register/")
    assert set(attributes(page, "input[type=password]", "spellcheck")) == {"false"}
    assert set(attributes(page, "input[type=password]", "autocapitalize")) == {"none"}
