"""What is more than is counted: the list says so, links no page beyond, and never claims what it has not counted."""

import pytest
from django.utils import translation

from catalog.fit import finder  # noqa: F401  # it reads the limit when it is imported, which is not while it is lower
from catalog.listing import facets
from catalog.models import Product, count
from catalog.models.count import Count
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import count_of, option, slugs
from shop import for_a_minute
from shop.tests.pages import attributes, browser, elements, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def many(settings, monkeypatch):
    """Twelve drums of which ten are counted: eight of linen, then four of silk, the newest; a bell; pages of four."""
    monkeypatch.setattr(count, "EXACT_UP_TO", 10)
    monkeypatch.setattr(facets, "EXACT_UP_TO", 10)
    settings.PRODUCTS_PER_PAGE = 4
    ProductFactory(shape="bell", slug="bell")
    for number in range(12):
        ProductFactory(shape="drum", slug=f"drum-{number}", material="linen" if number < 8 else "silk")


def test_a_narrowed_list_says_ten_and_more(many):
    page = browser().get("/products/?shape=drum")
    assert words(page, "live-status") == "10+ shades"
    assert "1 to 4 of 10+" in words(page, ".pagination")
    assert "Show 10+ shades" in words(page, ".filters__actions")
    assert words(browser().get("/ru/products/?shape=drum"), "live-status") == "10+ абажуров"


def test_its_pages_go_as_far_as_was_counted(many):
    pages = [slugs(browser().get(f"/products/?shape=drum&page={number}")) for number in (1, 2, 3)]
    assert [slug for page in pages for slug in page] == [f"drum-{number}" for number in range(11, 1, -1)]
    assert browser().get("/products/?shape=drum&page=4").status_code == 404


def test_the_whole_list_has_its_true_number_and_every_page(many):
    page = browser().get("/products/?page=4")
    assert words(page, "live-status") == "13 shades"
    assert slugs(page) == ["bell"]
    assert count_of(page, "shape", "drum") == 12
    assert slugs(browser().get("/products/?page=3")) == [f"drum-{number}" for number in range(3, -1, -1)]


def test_options_are_counted_among_those_and_none_is_taken_away(many):
    page = browser().get("/products/?shape=drum")
    said = {name: words(label, ".check__count") for name, label in labels(page, "material").items()}
    assert (said["linen"], said["silk"]) == ("7+ shades", "4+ shades")
    assert "disabled" not in option(page, "material", "velvet")
    # The shapes are counted among all shades, so exactly.
    assert labels(page, "shape").keys() >= {"bell"}
    assert words(labels(page, "shape")["bell"], ".check__count") == "1 shade"
    assert "disabled" in option(page, "shape", "dome")


def labels(page, name):
    found = [label for label in elements(page, ".check") if attributes(label, f'input[name="{name}"]', "value")]
    return {attributes(label, "input", "value")[0]: label for label in found if elements(label, ".check__count")}


def test_what_was_counted_is_kept_and_prices_are_not(many, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    for_a_minute.forget()
    address = "/products/?shape=bell&material=linen"
    assert slugs(browser().get(address)) == ["bell"]
    ProductFactory(shape="bell", slug="new")
    Product.objects.filter(slug="bell").update(price="7.50")
    # 1 the shade, 2 its photographs: the first thousand and the counts are known
    with django_assert_num_queries(2):
        page = browser().get(address)
    assert slugs(page) == ["bell"]
    assert "7.50" in words(page, ".product-card__price")
    for_a_minute.forget()
    assert slugs(browser().get(address)) == ["new", "bell"]


def test_a_shade_that_is_hidden_meanwhile_is_not_shown(many, monkeypatch):
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    for_a_minute.forget()
    assert slugs(browser().get("/products/?shape=bell&material=linen")) == ["bell"]
    Product.objects.filter(slug="bell").update(is_public=False)
    assert slugs(browser().get("/products/?shape=bell&material=linen")) == []
    for_a_minute.forget()


def test_few_lists_are_kept(many, monkeypatch):
    monkeypatch.setattr(for_a_minute, "SECONDS", 60)
    monkeypatch.setattr(for_a_minute, "MOST", 3)
    for_a_minute.forget()
    for width in range(10, 20):
        browser().get(f"/products/?width_min={width}")
    assert len(for_a_minute._kept) == 3
    for_a_minute.forget()


def test_a_number_is_said_in_the_language_of_the_page():
    assert [Count(1000, or_more=True).words, Count(312).words, Count(0, or_more=True).words] == ["1,000+", "312", ""]
    with translation.override("ru"):
        assert Count(195999).words == "195\xa0999"
