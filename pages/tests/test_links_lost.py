"""Whoever saves a page hears at once what visitors meet now: links that lead nowhere, and a text of the demo."""

import pytest

from pages.demo import text_of
from pages.tests.pages import write
from shop.tests.pages import elements
from shop.tests.staff_forms import colleague, form_of, save

# It is said after the transaction.
pytestmark = pytest.mark.django_db(transaction=True)


def said_after(client, page, **typed):
    """The warnings that follow on the form with these values; None unticks a box."""
    fields = {name: value for name, value in (form_of(client, page) | typed).items() if value is not None}
    assert save(client, page, fields).status_code == 302
    return [one.text(strip=True) for one in elements(client.get("/admin/"), ".messagelist .warning")]


def test_whoever_hides_or_moves_a_page_hears_which_links_lead_nowhere_now():
    anna = colleague("anna")
    page = write(slug="delivery", kind="delivery")
    write("terms", kind="terms", text_en="a\n\n[b](/pages/delivery/)", text_ru="[б](/pages/delivery/)")
    lost = "These links no longer lead to this page, because it is hidden or has no text in their language: "
    for typed, lines in (
        ({"position": "2"}, ""),
        ({"is_public": None}, "Terms (English), line 3, Terms (Russian), line 1."),
        ({"is_public": "on", "text_ru": ""}, "Terms (Russian), line 1."),
        # A former address leads to the page.
        ({"text_ru": "Почтой.", "slug": "moved"}, ""),
        ({"is_public": None}, "Terms (English), line 3, Terms (Russian), line 1."),
    ):
        assert said_after(anna, page, **typed) == ([lost + lines] if lines else []), typed


def test_whoever_takes_the_mark_off_a_demo_text_hears_of_it():
    page = write(text_en=text_of("delivery", "en")[1], is_demo=True)
    said = said_after(colleague("anna"), page, is_demo=None)
    assert said == ["This page is not marked, and still says what the page of the demo says."]
