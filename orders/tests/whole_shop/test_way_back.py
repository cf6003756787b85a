"""Log in, in the header, carries the page where one is, and leads back to it."""

import pytest

from accounts.tests.factories import PASSWORD, UserFactory
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, elements, value_of

pytestmark = pytest.mark.django_db

LINK = '.site-header a[href*="/auth/login/"]'


def link_on(page):
    return attribute(page, LINK, "href")


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize(
    "address", ["/products/drum/", "/products/?q=linen&page=1", "/cart/", "/fit/?height=34&width=15"]
)
def test_logging_in_leads_back_to_the_page(address, prefix):
    anna = UserFactory()
    ProductFactory(slug="drum", name_en="Linen drum", name_ru="Linen drum")
    client = browser()
    login = link_on(client.get(prefix + address))
    assert value_of(client.get(login), "next") == prefix + address
    fields = {"username": anna.email, "password": PASSWORD, "next": value_of(client.get(login), "next")}
    assert client.post(f"{prefix}/auth/login/", fields).url == prefix + address


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize(
    "address", ["/", "/auth/login/", "/auth/register/?next=/cart/", "/auth/password/reset/", "/nothing/"]
)
def test_some_pages_are_no_place_to_return_to(address, prefix):
    assert link_on(browser().get(prefix + address)) == f"{prefix}/auth/login/"


def test_the_answer_of_a_button_leads_back_to_its_page_or_home():
    drum = ProductFactory(slug="drum")
    guest = browser()
    page = guest.post("/cart/items/", {"product_id": drum.pk, "quantity": "x"})
    assert link_on(page) == "/auth/login/?next=/products/drum/"
    refused = browser().post("/cart/items/", headers={"sec-fetch-site": "cross-site"})
    assert link_on(refused) == "/auth/login/"


def test_what_an_address_says_stays_in_its_place():
    page = browser().get("/products/", {"q": "a&next=//evil.example#x"})
    login = link_on(page)
    assert login.count("next=") == 1
    assert value_of(browser().get(login), "next").startswith("/products/?q=a%26next%3D")


def test_robots_are_not_led_there_from_every_page():
    page = browser().get("/products/")
    assert attribute(page, LINK, "rel") == "nofollow"
    assert elements(browser(UserFactory()).get("/products/"), LINK) == []
