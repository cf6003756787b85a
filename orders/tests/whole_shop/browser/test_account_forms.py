"""Forms of an account in a real browser: clicked twice, in two tabs, with a domain in letters of another script."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from orders.tests.whole_shop.browser.shopper import log_in_at_once

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_in(page, label, email, password=PASSWORD):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    return page.get_by_role("main").get_by_role("button", name=label)


@pytest.mark.parametrize("pause", [0, 100, 250])
def test_a_button_that_is_clicked_twice_makes_the_account_and_logs_in(page, shop, pause):
    page.goto(f"{shop}/auth/register/?next=/cart/")
    button = fill_in(page, "Create the account and go on", "anna@example.org")
    button.dblclick(delay=pause, no_wait_after=True)
    expect(page).to_have_url(f"{shop}/cart/")
    expect(page.get_by_role("link", name="Account").first).to_be_visible()
    expect(page.get_by_text("Your account is made, and you are logged in.")).to_have_count(1)
    assert User.objects.get().email == "anna@example.org"


def test_two_tabs_log_in_one_after_the_other(page, shop):
    UserFactory(email="anna@example.org")
    other = page.context.new_page()
    for tab, following in ((page, "/cart/"), (other, "/orders/")):
        tab.goto(f"{shop}/auth/login/?next={following}")
    for tab, following in ((page, "/cart/"), (other, "/orders/")):
        fill_in(tab, "Log in", "anna@example.org").click()
        expect(tab).to_have_url(f"{shop}{following}")


def test_a_form_that_was_open_for_too_long_keeps_what_was_typed(page, shop):
    UserFactory(email="anna@example.org")
    page.goto(f"{shop}/auth/login/?next=/orders/")
    button = fill_in(page, "Log in", "anna@example.org")
    page.context.clear_cookies()
    button.click()
    expect(page.get_by_role("status")).to_contain_text("try once more")
    expect(page.get_by_label("E-mail")).to_have_value("anna@example.org")
    expect(page.get_by_label("Password")).to_have_value("")
    fill_in(page, "Log in", "anna@example.org").click()
    expect(page).to_have_url(f"{shop}/orders/")


def test_the_address_of_a_refused_closing_can_be_opened_again(page, shop):
    log_in_at_once(page, shop, UserFactory())
    page.goto(f"{shop}/account/")
    page.get_by_label("Password, to be sure it is you").fill("three loud lamps")
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("This is not the password of this account.").first).to_be_visible()
    page.goto(page.url)
    expect(page).to_have_url(f"{shop}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")


@pytest.mark.parametrize("typed", ["anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"])
def test_a_domain_in_letters_logs_in_as_the_browser_sends_it(page, shop, typed):
    UserFactory(email="anna@пример.рф")
    page.goto(f"{shop}/auth/login/?next=/account/")
    fill_in(page, "Log in", typed).click()
    expect(page.get_by_text("anna@пример.рф")).to_be_visible()
