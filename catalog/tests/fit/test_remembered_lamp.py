"""The lamp is remembered in a signed cookie of its own, without an account, and the whole shop answers for it."""

import pytest
from django.core.signing import get_cookie_signer

from catalog.fit.lamp import HomeLamp
from catalog.fit.remembered_lamp import COOKIE
from catalog.tests.factories import LampFactory, ProductFactory
from shop.tests.pages import attribute, attributes, beside, browser, elements, value_of, words

pytestmark = pytest.mark.django_db

LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table", "table": "45", "unit": "cm"}


def shade(slug, wide, tall=250, **changes):
    sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": tall}
    return ProductFactory(slug=slug, name_en=slug.title(), **{**sizes, **changes})


@pytest.fixture
def client():
    """A visitor who has had the lamp of the trade's examples remembered."""
    visitor = browser()
    assert visitor.post("/fit/lamp/", LAMP).status_code == 303
    return visitor


def card(response, slug):
    return words(response, f'[data-product="{slug}"]')


def test_the_cookie_is_kept_a_year_and_no_script_reads_it():
    response = browser().post("/fit/lamp/", LAMP)
    assert (response.status_code, response.url) == (
        303,
        "/fit/?height=38&width=16&table=45&holder=e27&use=table&unit=cm",
    )
    assert set(response.cookies) == {"lamp"}
    cookie = response.cookies["lamp"]
    assert cookie["max-age"] == 365 * 86400
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]


def test_the_cookie_is_secure_where_the_shop_is(settings):
    settings.IS_SECURE = True
    assert browser().post("/fit/lamp/", LAMP).cookies["lamp"]["secure"]


def test_the_lamp_is_sent_on_to_its_answers_in_either_language():
    assert browser().post("/ru/fit/lamp/", LAMP).url.startswith("/ru/fit/?height=38")


def test_a_lamp_by_name_and_one_without_measures_are_remembered_too():
    LampFactory(slug="stem")
    visitor = browser()
    assert "height=38" in visitor.post("/fit/lamp/", {"lamp": "stem"}).url
    visitor.post("/fit/lamp/", {"holder": "pendant", "use": "pendant"})
    assert "We remember your lamp: pendant, hanging cable." in words(visitor.get("/fit/"))


def test_the_list_says_whether_it_fits(client):
    shade("good", 360)
    shade("wide", 500)
    shade("narrow", 300)
    response = client.get("/products/")
    assert "Fits your lamp" in card(response, "good")
    assert "2.5 cm wider than suits this base." in card(response, "wide")
    assert "A little narrow for a base this tall: 30 cm on 38 cm." in card(response, "narrow")
    assert attributes(response, "[data-verdict]", "data-verdict") == ["possible", "good", "unsuited"]


def test_the_home_page_says_whether_it_fits(client):
    shade("good", 360)
    assert "Fits your lamp" in card(client.get("/"), "good")


def test_the_product_says_whether_it_fits_and_for_which_lamp(client):
    text = words(client.get(shade("wide", 500).get_absolute_url()))
    assert "Goes on, but out of proportion 2.5 cm wider than suits this base." in text
    assert "For your lamp: table lamp, 38 cm tall, 16 cm wide, E27, a table of 45 cm." in text
    assert "It fits your lamp" in words(client.get(shade("good", 360).get_absolute_url()))


def test_without_a_lamp_the_product_leads_to_the_finder():
    response = browser().get(shade("good", 360).get_absolute_url())
    assert "Will it fit your lamp?" in words(response)
    assert elements(response, "[data-verdict]") == []


def test_inches_stay_inches():
    visitor = browser()
    visitor.post("/fit/lamp/", {**LAMP, "height": "15", "width": "6.3", "table": "", "unit": "in"})
    text = words(visitor.get(shade("wide", 500).get_absolute_url()))
    assert "0.9 in wider than suits this base." in text
    assert "All figures in inches." in text


def test_the_finder_opens_with_the_lamp_and_its_answers(client):
    shade("good", 360)
    response = client.get("/fit/")
    assert [value_of(response, name, ".fit__form") for name in ("height", "width", "table")] == ["38", "16", "45"]
    assert attribute(response, '[data-product="good"]', "data-verdict") == "good"
    assert "We remember your lamp" in words(response)
    assert "Remember this lamp" not in words(response)
    assert "Remember this lamp" in words(client.get("/fit/", {**LAMP, "height": "30"}))


def test_a_lamp_is_forgotten(client):
    shade("good", 360)
    response = client.post("/fit/lamp/", {"forget": "1"})
    assert (response.status_code, response.url) == (303, "/fit/")
    assert response.cookies["lamp"]["max-age"] == 0
    assert elements(client.get("/products/"), "[data-verdict]") == []
    assert "We remember your lamp" not in words(client.get("/fit/"))


def test_what_is_no_lamp_is_not_remembered():
    response = browser().post("/fit/lamp/", {**LAMP, "height": "abc"})
    assert not response.cookies
    assert beside(response, "height") == "Enter a number, such as 38 or 38.5."
    assert value_of(response, "height") == "abc"
    assert attribute(response, 'footer [lang="ru"]', "href") == "/ru/fit/"


@pytest.mark.parametrize(
    "value",
    ["", "x", "380.160.450.e27.table.cm", "380.160.450.e27.table.cm:abc:def", "\u00e9", "a" * 9000],
)
def test_a_cookie_that_we_did_not_write_is_ignored(value):
    shade("good", 360)
    visitor = browser()
    visitor.cookies[COOKIE.name] = value
    for address in ("/products/", "/fit/", "/products/good/", "/compare/?shade=good", "/cart/"):
        response = visitor.get(address)
        assert response.status_code == 200
        assert elements(response, "[data-verdict]") == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "380.160.450.e27.table", "380.160.450.e27.table.mm", "380.160.450.e27.table.furlong", "." * 50),
        *("-1.160..e27.table.cm", "0.160..e27.table.cm", "x.160..e27.table.cm", "380.160..g9.table.cm"),
    ],
)
def test_a_signed_cookie_of_another_day_is_ignored(text):
    shade("good", 360)
    visitor, signer = browser(), get_cookie_signer(salt=COOKIE.name + COOKIE.salt)
    visitor.cookies[COOKIE.name] = signer.sign("380.160..e27.table.cm")
    assert elements(visitor.get("/products/"), "[data-verdict]")
    visitor.cookies[COOKIE.name] = signer.sign(text)
    response = visitor.get("/products/")
    assert response.status_code == 200
    assert elements(response, "[data-verdict]") == []


def test_a_page_with_a_verdict_is_for_this_visitor_only(client):
    shade("good", 360)
    for address in ("/products/", "/products/good/", "/fit/", "/compare/"):
        assert "Cookie" in client.get(address).headers["Vary"]
        assert "Cookie" in browser().get(address).headers["Vary"]


def test_no_page_sets_the_cookie_again(client):
    shade("good", 360)
    for address in ("/products/", "/products/good/", "/fit/", "/compare/"):
        assert not client.get(address).cookies


def test_a_lamp_in_words_and_in_an_address():
    lamp = HomeLamp(385, 160, "e27", "table", None, "cm")
    assert lamp.words == "Table lamp, 38.5 cm tall, 16 cm wide, E27"
    assert lamp.address == "/fit/?height=38.5&width=16&holder=e27&use=table&unit=cm"
    with pytest.raises(ValueError, match="furlong"):
        HomeLamp(385, 160, "e27", "table", None, "furlong")
