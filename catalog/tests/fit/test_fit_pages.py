"""Where there are more shades than a page holds: those that fit come first, the others have pages of their own."""

import pytest

from catalog.fit.finder import RESULTS_PER_PAGE
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, elements, words

pytestmark = pytest.mark.django_db

LAMP = "height=38&width=16&holder=e27&use=table&unit=cm"


def shades(count, wide):
    sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 250}
    return [ProductFactory(photos=False, **sizes).slug for _ in range(count)]


def shown(address):
    answers = [one.attributes for one in elements(browser().get(address), "[data-product]")]
    return [(one["data-product"], one["data-verdict"]) for one in answers]


def test_all_are_on_one_page_while_they_are_few():
    shades(RESULTS_PER_PAGE // 2, 360)
    shades(RESULTS_PER_PAGE - RESULTS_PER_PAGE // 2, 480)
    found = shown(f"/fit/?{LAMP}")
    assert len(found) == RESULTS_PER_PAGE
    assert "does not fit: see why" not in words(browser().get(f"/fit/?{LAMP}"))


def test_pages_never_repeat_or_lose_a_shade():
    good, possible, unfit = shades(30, 360), shades(30, 300), shades(60, 480)
    first, second = (shown(f"/fit/?{LAMP}&page={page}") for page in (1, 2))
    assert {slug for slug, _ in first + second} == {*good, *possible}
    assert [verdict for _, verdict in first + second] == ["good"] * 30 + ["possible"] * 30
    assert len(first) == RESULTS_PER_PAGE
    response = browser().get(f"/fit/?{LAMP}")
    assert "60 more do not fit: see why" in words(response)
    assert "30 fit well" in words(response)
    others = shown(f"/fit/?{LAMP}&show=no") + shown(f"/fit/?{LAMP}&show=no&page=2")
    assert sorted(others) == sorted((slug, "unsuited") for slug in unfit)


@pytest.mark.parametrize("past", ["page=2", "page=999", "show=no&page=2"])
def test_a_page_past_the_last_is_not_there(past):
    shades(1, 360)
    assert browser().get(f"/fit/?{LAMP}&{past}").status_code == 404


def test_links_between_pages_keep_the_lamp():
    shades(30, 360)
    shades(60, 480)
    following = attribute(browser().get(f"/fit/?{LAMP}&show=no"), '[rel="next"]', "href")
    assert {"height=38", "width=16", "holder=e27", "show=no", "page=2"} <= set(following[1:].split("&"))
    assert len(shown(f"/fit/{following}")) == 60 - RESULTS_PER_PAGE
