"""A form of the admin that was changed is not left without a question; one that was sent or not touched is."""

import re

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import StaffFactory
from catalog.models import Product
from catalog.tests.factories import LampFactory
from orders.tests.whole_shop.browser.shopper import log_in_at_once
from pages.tests.pages import write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = re.compile(r"/admin/$")


@pytest.fixture
def asked(page):
    """What the browser has asked. It is told to leave."""
    questions = []

    def leave(dialog):
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    return questions


def go_home(page):
    page.locator(".breadcrumbs a").first.click()
    expect(page).to_have_url(HOME)


def test_it_asks_where_something_was_changed_and_not_sent(page, shop, asked):
    drum = Product.objects.get(slug="drum")
    form = f"{shop}/admin/catalog/product/{drum.pk}/change/"
    log_in_at_once(page, shop, StaffFactory())
    page.goto(form)
    # select2 has taken the place of the field, and changed nothing.
    expect(page.get_by_role("combobox", name="Family", exact=True)).to_be_visible()
    go_home(page)
    assert asked == []

    page.goto(form)
    page.get_by_label("Height, mm").fill("210")
    go_home(page)
    assert asked == ["beforeunload"]

    page.goto(form)
    page.get_by_label("Height, mm").fill("210")
    page.get_by_label("Height, mm").fill("200")
    go_home(page)
    assert asked == ["beforeunload"]

    page.goto(form)
    page.get_by_label("Price").fill("none")
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".wrong-fields")).to_be_visible()
    assert asked == ["beforeunload"]
    go_home(page)
    assert asked == ["beforeunload"] * 2

    page.goto(form)
    page.get_by_label("Height, mm").fill("210")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page).to_have_url(re.compile("/admin/catalog/product/$"))
    assert asked == ["beforeunload"] * 2
    assert Product.objects.get(slug="drum").height_mm == 210


def test_it_asks_on_other_forms_too(page, shop, asked):
    lamp = LampFactory()
    log_in_at_once(page, shop, StaffFactory())
    page.goto(f"{shop}/admin/catalog/lamp/{lamp.pk}/change/")
    page.get_by_label("Use").select_option("floor")
    go_home(page)
    page.goto(f"{shop}/admin/catalog/product/receive/")
    page.locator("textarea").fill("DRUM-1 3")
    go_home(page)
    assert asked == ["beforeunload"] * 2


def test_a_preview_opens_beside_the_form_and_is_no_saving(page, shop, asked, faults):
    words = write(text_en="By post.")
    log_in_at_once(page, shop, StaffFactory())
    page.goto(f"{shop}/admin/pages/page/{words.pk}/change/")
    page.get_by_label("Text (English)").fill("## Soon\n\nBy *train*, | not by post.")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Preview (English)").click()
    preview = opened.value
    preview.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    expect(preview.locator(".words em")).to_have_text("train")
    expect(preview.get_by_text("Preview: this is not saved.")).to_be_visible()
    preview.close()
    expect(page.get_by_label("Text (English)")).to_have_value("## Soon\n\nBy *train*, | not by post.")
    go_home(page)
    assert asked == ["beforeunload"]
    words.refresh_from_db()
    assert words.text_en == "By post."
