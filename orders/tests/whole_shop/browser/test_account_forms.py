"""Forms of an account in a real browser: clicked twice, in two tabs, with a domain in letters of another script."""

import time

import pytest
from django.utils.cache import add_never_cache_headers
from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from orders.tests.whole_shop.browser.shopper import log_in_at_once
from shop import headers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_in(page, label, email, password=PASSWORD):
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    return page.get_by_role("main").get_by_role("button", name=label)


@pytest.fixture
def slow_answers(monkeypatch):
    """What a post asked for is done, and its answer takes a while."""

    def late(response):
        time.sleep(0.8)
        add_never_cache_headers(response)

    monkeypatch.setattr(headers, "add_never_cache_headers", late)


def click_twice(page, button, pause):
    """Two clicks, the second before the answer to the first."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    for _ in range(2):
        page.mouse.click(box["x"] + 9, box["y"] + 9)
        page.wait_for_timeout(pause)


# With the script the second click sends nothing; without it there are two posts.
@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.parametrize("pause", [0, 150, 400])
def test_a_button_that_is_clicked_twice_makes_the_account_and_logs_in(page, shop, slow_answers, pause):
    page.goto(f"{shop}/auth/register/?next=/cart/")
    click_twice(page, fill_in(page, "Create account and continue", "anna@example.org"), pause)
    expect(page).to_have_url(f"{shop}/cart/")
    expect(page.get_by_role("link", name="Account").first).to_be_visible()
    assert User.objects.get().email == "anna@example.org"


def test_a_new_password_and_a_closing_are_sent_once(page, shop, slow_answers):
    log_in_at_once(page, shop, UserFactory())
    page.goto(f"{shop}/account/")
    page.get_by_label("Current password").fill(PASSWORD)
    for label in ("New password", "New password again"):
        page.get_by_label(label, exact=True).fill("four loud lamps")
    click_twice(page, page.get_by_role("button", name="Change password"), 150)
    expect(page.get_by_text("Your password has been changed.")).to_be_visible()
    page.get_by_label("Your password").fill("four loud lamps")
    click_twice(page, page.get_by_role("button", name="Close account"), 150)
    expect(page.get_by_text("Your account is closed.")).to_be_visible()


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
    expect(page.get_by_role("status")).to_contain_text("try again")
    expect(page.get_by_label("E-mail")).to_have_value("anna@example.org")
    expect(page.get_by_label("Password")).to_have_value("")
    fill_in(page, "Log in", "anna@example.org").click()
    expect(page).to_have_url(f"{shop}/orders/")


def test_the_address_of_a_refused_closing_can_be_opened_again(page, shop):
    log_in_at_once(page, shop, UserFactory())
    page.goto(f"{shop}/account/")
    page.get_by_label("Your password").fill("three loud lamps")
    page.get_by_role("button", name="Close account").click()
    expect(page.get_by_text("Wrong password.").first).to_be_visible()
    page.goto(page.url)
    expect(page).to_have_url(f"{shop}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")


@pytest.mark.parametrize("typed", ["anna@пример.рф", "anna@xn--e1afmkfd.xn--p1ai"])
def test_a_domain_in_letters_logs_in_as_the_browser_sends_it(page, shop, typed):
    UserFactory(email="anna@пример.рф")
    page.goto(f"{shop}/auth/login/?next=/account/")
    fill_in(page, "Log in", typed).click()
    expect(page.get_by_text("anna@пример.рф")).to_be_visible()
