"""Error pages, in the language of the address; that for 500 needs no database and no catalogue of texts."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client

from shop.headers import POLICY
from shop.tests.pages import attribute, browser, inline, words


@pytest.fixture
def broken_database(db):
    """A database that answers nothing."""

    def down(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection, password=hunter2")

    with connection.execute_wrapper(down):
        yield


@pytest.mark.django_db
def test_a_page_that_is_not_there_leads_on():
    response = browser().get("/nothing/<script>/")
    assert response.status_code == 404
    assert "There is no such page" in words(response)
    assert "All shades" in words(response)
    assert b"<script>/" not in response.content


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_not_there_in_russian_either():
    response = browser().get("/ru/nothing/")
    assert response.status_code == 404
    assert attribute(response, "html", "lang") == "ru"
    assert "There is no such page" not in words(response)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/", "Something broke on our side"),
        ("/products/", "Something broke on our side"),
        ("/ru/", "У нас что-то сломалось"),
        ("/ru/products/drum/", "У нас что-то сломалось"),
    ],
)
def test_a_fault_is_told_even_without_a_database(broken_database, address, text):
    client = Client(raise_request_exception=False)
    client.cookies["session"] = "x" * 32
    response = client.get(address)
    assert response.status_code == 500
    assert text in words(response)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert inline(response) == []
    assert b"hunter2" not in response.content


def test_the_page_for_a_fault_tells_nothing_of_it(broken_database):
    response = Client(raise_request_exception=False).get("/products/")
    for secret in (b"Traceback", b"OperationalError", b"SELECT", b"settings"):
        assert secret not in response.content


@pytest.mark.django_db
def test_an_unknown_host_is_refused():
    for address, text in (("/", "We did not understand this request"), ("/ru/", "Мы не поняли этот запрос")):
        response = Client(raise_request_exception=False).get(address, headers={"host": "evil.example"})
        assert response.status_code == 400
        assert text in words(response)
        assert b"evil.example" not in response.content


@pytest.mark.django_db
def test_a_form_with_too_many_fields_is_refused_on_a_page_of_ours():
    fields = {f"field-{number}": "x" for number in range(1001)}
    response = browser(raise_request_exception=False).post("/ru/cart/items/", fields)
    assert response.status_code == 400
    assert "Мы не поняли этот запрос" in words(response)


def test_a_page_without_its_slash_leads_to_it():
    response = Client().get("/products?sort=price")
    assert (response.status_code, response.url) == (301, "/products/?sort=price")


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_a_page_that_works_without_texts_has_words_in_every_language(template):
    said = {words(render_to_string(template, {"language": code})) for code, _name in settings.LANGUAGES}
    assert len(said) == len(settings.LANGUAGES)


def test_every_language_but_that_of_the_code_has_its_texts():
    others = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert others == {path.parts[-3] for path in settings.LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po")}
