"""Messages and errors reach users of screen readers: they are announced, and errors get the focus."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Screen readers say what is added to such a region after the page is open. This notes it.
LISTEN = """
addEventListener("DOMContentLoaded", () => {
  window.said = [];
  new MutationObserver((changes) => {
    for (const { addedNodes, target } of changes)
      for (const node of addedNodes) if (target.closest("[role=status]")) said.push(node.textContent.trim());
  }).observe(document.body, { childList: true, subtree: true });
});
"""


def expect_said(page, words):
    """Within eight seconds. The policy forbids Playwright's own waiting for a condition: it is text made into code."""
    said = []
    for _ in range(80):
        with suppress(Error):  # asked in the moment between two pages
            said = page.evaluate("window.said ?? []")
        if any(words in one for one in said):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{words!r} is not among {said}")


def test_the_result_of_an_action_is_said_and_the_focus_stays(page, shop):
    page.add_init_script(LISTEN)
    page.goto(f"{shop}/products/drum/")
    page.get_by_role("button", name="Add to cart").click()
    expect_said(page, "Linen drum is in your cart.")
    page.get_by_role("spinbutton").fill("3")
    page.get_by_role("spinbutton").press("Tab")
    expect_said(page, "Cart updated.")
    expect(page.get_by_role("spinbutton")).to_be_focused()
    page.get_by_role("button", name="Remove Linen drum").click()
    expect_said(page, "Linen drum was removed from your cart.")


def test_how_many_shades_are_left_is_said_after_a_choice(page, shop):
    page.add_init_script(LISTEN)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{shop}/products/")
    page.locator('input[name="use"][value="table"]').check()
    page.wait_for_url("**/products/?use=table")
    expect_said(page, "2 shades")


def test_the_answer_of_the_finder_has_the_focus_and_says_how_many_fit(page, shop):
    page.goto(f"{shop}/fit/")
    page.get_by_label("Base height").fill("38")
    page.get_by_label("Base width").fill("16")
    page.get_by_role("button", name="Show what fits").click()
    heading = page.get_by_role("heading", level=2).and_(page.locator(":focus"))
    expect(heading).to_have_text("2 shades fit or may fit your lamp")
    expect(heading).to_be_in_viewport()
    page.get_by_text("change", exact=True).click()
    page.get_by_label("Base height").fill("5")
    page.get_by_role("button", name="Show what fits").click()
    expect(heading).to_have_text("None of our shades fits this lamp.")


@pytest.mark.parametrize(
    ("path", "button", "field"),
    [
        ("/auth/register/", "Create account and continue", "E-mail"),
        ("/auth/login/", "Log in", "E-mail"),
        ("/auth/password/reset/", "Send the link", "E-mail"),
        ("/fit/", "Show what fits", "Base height"),
        ("/fit/replace/", "Show the nearest shades", "Top width"),
        ("/products/drum/", "Check the bulb", "Watts on the bulb"),
    ],
)
def test_the_focus_is_at_what_is_wrong_and_its_link_leads_to_the_field(page, shop, path, button, field):
    page.goto(f"{shop}{path}")
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=field).first.press("Enter")
    focused = page.locator("main :focus[aria-invalid=true]")
    expect(page.get_by_label(field).and_(focused)).to_have_count(1)


def test_a_wrong_range_is_seen_and_reached_on_a_phone(page, shop):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{shop}/products/?width_min=x")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Width, From").click()
    expect(page.locator("#id_width_min")).to_be_focused()
    expect(page.locator("#id_width_min_error")).to_be_visible()


def test_storage_that_is_closed_costs_the_focus_alone(page, shop):
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('closed', 'SecurityError'); } });"
    )
    page.goto(f"{shop}/products/")
    page.get_by_role("switch", name="Evening light").click()
    expect(page.get_by_role("switch", name="Evening light")).to_be_checked()
    page.select_option("#id_sort", "price")
    page.wait_for_url("**/products/?sort=price")
