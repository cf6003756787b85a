"""Other spellings of a language redirect to the right page, and never to another site."""

import pytest

from shop.tests.pages import browser

LANGUAGES = ["/en", "/EN", "/En-us", "/en-GB", "/en_US", "/ru-RU", "/RU", "/Ru", "/ru_RU", "/ru-Cyrl-RU"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/", "/"),
        ("", "/"),
        ("/products/", "/products/"),
        ("/products", "/products/"),
        ("/products/drum-1/", "/products/drum-1/"),
        ("/cart/", "/cart/"),
        ("/admin/login/", "/admin/login/"),
        ("/fit/?height=34&width=15&q=%D0%BB%D1%91%D0%BD", "/fit/?height=34&width=15&q=%D0%BB%D1%91%D0%BD"),
        ("//products/", "/products/"),
    ],
)
def test_another_spelling_of_a_language_leads_to_its_page_for_ever(language, path, there):
    right = "" if language.lower().startswith("/en") else "/ru"
    response = browser().get(language + path)
    assert (response.status_code, response["Location"]) == (301, right + there)
    assert response["Content-Language"] == ("ru" if right else "en")
    assert response.headers.get("Vary", "").find("Accept-Language") == -1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/en/", "/RU/fit/", "/EN/products/?sort=price", "/en", "/ru", "/ru-RU"])
def test_the_page_is_one_step_away(path):
    response = browser().get(path, follow=True)
    assert response.status_code == 200
    assert len(response.redirect_chain) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *("/en/nothing/", "/EN/nothing", "/RU/nothing/", "/en/en/products/", "/RU/ru/", "/ru/en/products/"),
        *("/de/products/", "/english/", "/en-/products/", "/en-a/products/", "/RU/robots.txt", "/enx/", "/e/"),
        *("/en//evil.example/", "/en///evil.example", "/RU//evil.example/", "/en/\\evil.example/"),
        *("/en/%2F%2Fevil.example/", "/EN/%5C%5Cevil.example/", "/en/https://evil.example/", "/en/%0d%0aX-A:b/"),
    ],
)
def test_what_is_no_page_in_any_spelling_stays_missing(path):
    response = browser().get(path)
    assert response.status_code == 404
    assert response["Content-Language"] == ("ru" if path.lower().startswith("/ru") else "en")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/ru/", "/products/", "/ru/products/", "/robots.txt"])
def test_the_right_spelling_is_answered_at_once(path):
    assert browser().get(path).status_code == 200


@pytest.mark.django_db
def test_what_is_posted_to_another_spelling_is_posted_on():
    response = browser().post("/EN/auth/login/?next=/fit/", {"username": "anna@example.org", "password": "wrong"})
    assert (response.status_code, response["Location"]) == (308, "/auth/login/?next=/fit/")
    response = browser().post("/RU/auth/login/", {"username": "anna@example.org", "password": "wrong"}, follow=True)
    assert response.redirect_chain == [("/ru/auth/login/", 308)]
    assert "anna@example.org" in response.content.decode()
