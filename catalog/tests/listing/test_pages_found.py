"""A search finds the pages in the shop's own words too, and what that costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.listing import pages_found
from catalog.tests.factories import ProductFactory
from pages.demo.seed import seed_words
from pages.models import Page
from pages.tests.pages import write
from shop.tests.pages import attributes, browser, elements, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _unread(monkeypatch):
    monkeypatch.setattr(pages_found, "_lines", {})


def found(query, prefix=""):
    return [link.text() for link in elements(browser().get(f"{prefix}/products/", {"q": query}), ".found-pages a")]


def test_a_page_is_found_by_its_words_in_the_language_of_the_list():
    write("returns", title_en="Returns", title_ru="Возврат", text_en="Send a shade back.", text_ru="Верните абажур.")
    for query in ("returns", "return", "RETURNED", "send back", "back"):
        assert found(query) == ["Returns"], query
    for query in ("возврат", "возврата", "вернуть верните", "djpdhfn"):
        assert found(query) == [], query
    assert found("возврата", "/ru") == ["Возврат"]
    assert found("return", "/ru") == []
    assert found("send nothing") == []


def test_words_that_every_shade_has_find_no_page():
    write(text_en="A lampshade for a lamp, 30 cm wide.")
    for query in ("lampshade", "shade", "30 cm", "lamp", ""):
        assert found(query) == [], query


def test_pages_stand_above_shades_and_those_with_the_word_in_their_title_come_first():
    ProductFactory(name_en="Linen drum")
    for number in range(4):
        write(f"p{number}", title_en=f"Page {number}", text_en="Of linen.", position=number)
    write("linen", title_en="Linen", text_en="A cloth.", position=9)
    page = browser().get("/products/?q=linen")
    assert [link.text() for link in elements(page, ".found-pages a")] == ["Linen", "Page 0", "Page 1"]
    assert attributes(page, ".found-pages a", "href")[0] == "/pages/linen/"
    assert elements(page, "[data-product]")


def test_where_a_page_is_found_the_words_are_not_corrected():
    ProductFactory(name_en="Drum")
    write(text_en="About dram bottles.")
    page = browser().get("/products/?q=dram")
    assert "Showing" not in words(page)
    assert found("dram") == ["Delivery"]


def test_hidden_pages_are_not_found():
    write(is_public=False)
    assert found("post") == []


def test_a_changed_text_is_found_and_the_former_one_is_not():
    page = write(text_en="By post.")
    assert found("post") == ["Delivery"]
    page.text_en = "By train."
    page.save()
    assert (found("post"), found("train")) == ([], ["Delivery"])


def statements(address):
    with CaptureQueriesContext(connection) as queries:
        browser().get(address)
    return len(queries)


def test_pages_cost_a_list_nothing_and_the_first_search_one_query():
    shade = ProductFactory(name_en="Linen")
    addresses = ("/", "/products/", shade.get_absolute_url(), "/products/?q=linen", "/products/?shape=drum")
    before = [statements(address) for address in addresses]
    seed_words()
    # Once a second the shop reads what it says of itself.
    browser().get("/fit/")
    assert statements("/products/?q=linen") == before[3] + 1
    # The demo, whose words these are, has pictures of its own at the top of its home page: no near view is asked for.
    assert [statements(address) for address in addresses] == [before[0] - 1, *before[1:]]


def test_what_is_kept_of_texts_does_not_grow_with_their_changes(monkeypatch):
    monkeypatch.setattr(pages_found, "MOST_KEPT", 3)
    page = write()
    for number in range(5):
        page.text_en = f"By post {number}."
        page.save()
        assert found("post") == ["Delivery"]
    assert len(pages_found._lines) <= 3
    assert Page.objects.count() == 1
