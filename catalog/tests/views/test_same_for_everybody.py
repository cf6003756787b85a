"""Pages of the catalogue are the same bytes for every visitor without a cookie, and cacheable."""

import pytest

from catalog.tests.factories import FamilyFactory, LampFactory, ProductFactory
from pages.tests.business import say
from shop.tests.pages import attribute, browser, elements, words

pytestmark = pytest.mark.django_db

SHADES = ["/", "/products/", "/products/?sort=price", "/products/drum/"]
LAMPS = [
    "/fit/",
    "/fit/?lamp=bottle",
    "/fit/ring-gauge/",
    "/fit/replace/",
    "/fit/replace/?top=30&bottom=30&height=20&fitting=ring_e27&use=table",
    "/compare/",
    "/compare/?shade=drum",
    "/products/drum/?watts=8&kind=led&bulb=a60",
]
PAGES = [*SHADES, *LAMPS]


@pytest.fixture(autouse=True)
def _shade():
    ProductFactory(slug="drum", family=FamilyFactory())
    LampFactory(slug="bottle")


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("address", PAGES)
def test_two_visitors_get_the_same_bytes_and_no_cookie(prefix, address):
    one = browser().get(prefix + address, headers={"accept-language": "ru", "user-agent": "one"})
    two = browser().get(prefix + address, headers={"accept-language": "de"})
    assert one.status_code == 200
    assert one.content == two.content
    assert not one.cookies
    assert not two.cookies


@pytest.mark.parametrize("address", [*PAGES, "/cart/", "/auth/login/", "/nothing/"])
def test_the_language_is_in_the_address_and_nowhere_else(address):
    for prefix, language, other in (("", "en", "ru"), ("/ru", "ru", "en")):
        response = browser().get(prefix + address, headers={"accept-language": other})
        assert "accept-language" not in response.headers.get("Vary", "").lower()
        assert response.headers["Content-Language"] == language
        assert attribute(response, "html", "lang") == language


@pytest.mark.parametrize("address", ["/", "/products/?sort=price&page=1", "/products/drum/", "/cart/"])
def test_each_page_links_to_itself_in_the_other_language(address):
    for prefix in ("", "/ru"):
        page = browser().get(prefix + address)
        assert attribute(page, 'footer [lang="en"]', "href") == address
        assert attribute(page, 'footer [lang="ru"]', "href") == f"/ru{address}"


def test_the_name_of_the_shop_is_in_the_language_of_the_page():
    assert "Abajur" in words(browser().get("/"))
    assert "Абажур" in words(browser().get("/ru/"))
    say(shop_name_en="Lamp & Co", shop_name_ru="Лампа")
    assert "Lamp & Co" in words(browser().get("/"))


@pytest.mark.parametrize("address", ["/ru//evil.example/", "/ru///evil.example/x/", "/ru-ru/nothing/"])
def test_the_link_to_the_other_language_never_leaves_the_site(address):
    response = browser().get(address)
    assert response.status_code == 404
    assert elements(response, ':is([href^="//"], [href^="-"])') == []


@pytest.mark.parametrize(
    ("address", "answer"), [("/en/", 301), ("/en/products/", 301), ("/de/", 404), ("/ru/en/", 404)]
)
def test_a_page_has_one_address_in_each_language(address, answer):
    assert browser().get(address).status_code == answer
