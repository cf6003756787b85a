"""The home page counts what there is of each shape and how much light comes through, and says nothing untrue."""

import pytest

from catalog.drawing.icons import SILHOUETTES, USUAL
from catalog.terms import Shape
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import slugs
from shop.tests.pages import attribute, browser, elements, inline, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def kinds(css, page):
    """Address and number of each link of a section."""
    return {link.attributes["href"]: int(words(link, ".soft")) for link in elements(page, f".{css} a")}


def test_each_shape_that_there_is_leads_to_as_many_as_it_says():
    ProductFactory(shape="bell")
    ProductFactory(shape="bell", stock=0)
    ProductFactory(shape="drum", light="opaque")
    ProductFactory(shape="dome", is_public=False)
    page = browser().get("/")
    assert kinds("shapes", page) == {"/products/?shape=drum": 1, "/products/?shape=bell": 2}
    assert kinds("through__list", page) == {
        "/products/?light=glows": 2,
        "/products/?light=half": 0,
        "/products/?light=opaque": 1,
    }
    for url, number in kinds("shapes", page).items():
        assert len(slugs(browser().get(url))) == number
    assert inline(page) == []


def test_an_empty_shop_has_no_shelf():
    home = browser().get("/")
    assert "By shape" not in words(home)
    assert "See all" not in words(home)


def test_a_shop_without_shades_says_so_and_not_that_none_matches():
    assert "There are no shades here yet." in words(browser().get("/products/"))
    assert "No shade matches all of these." in words(browser().get("/products/?material=linen"))


def test_every_shape_has_a_silhouette_that_stays_in_its_frame():
    assert set(SILHOUETTES) == set(Shape.values)
    left, top, width, height = (int(number) for number in SILHOUETTES["drum"].view_box.split())
    for shade in USUAL:
        assert shade.widest_mm / 2 <= min(-left, left + width)
        assert shade.height_mm <= -top <= height


@pytest.mark.parametrize("address", ["/", "/products/", "/ru/products/?q=x"])
def test_every_page_can_be_searched_from(address):
    page = browser().get(address)
    prefix = "/ru" if address.startswith("/ru") else ""
    assert attribute(page, '.site-header [role="search"][aria-label]', "action") == f"{prefix}/products/"
    assert attribute(page, ".site-header__find", "href") == f"{prefix}/products/#q"
