"""Showing a password, in a real browser: by mouse and keyboard, and never kept as plain text."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("prefix", "label", "show", "hide"),
    [("", "Password", "Show password", "Hide password"), ("/ru", "Пароль", "Показать пароль", "Скрыть пароль")],
)
def test_the_button_shows_and_hides_what_is_typed(page, shop, prefix, label, show, hide):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{shop}{prefix}/auth/register/")
    field = page.get_by_label(label)
    field.fill(PASSWORD)
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name=show).click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name=hide).press("Enter")
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_value(PASSWORD)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_shown_password_is_sent_as_a_password(page, shop):
    page.goto(f"{shop}/auth/register/")
    page.get_by_role("button", name="Show password").click()
    page.evaluate("document.querySelector('main form').addEventListener('submit', event => event.preventDefault())")
    page.get_by_role("button", name="Create account and continue").click()
    expect(page.get_by_label("Password")).to_have_attribute("type", "password")


def test_each_of_several_fields_has_its_own(page, shop):
    page.goto(f"{shop}/orders/new/account/")
    fields, buttons = page.get_by_label("Password"), page.get_by_role("button", name="Show password")
    expect(buttons).to_have_count(2)
    buttons.last.click()
    expect(fields.first).to_have_attribute("type", "password")
    expect(fields.last).to_have_attribute("type", "text")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_a_script_there_is_no_button(page, shop):
    page.goto(f"{shop}/auth/login/")
    expect(page.get_by_label("Password")).to_be_visible()
    expect(page.get_by_role("button", name="Show")).to_have_count(0)
