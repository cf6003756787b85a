"""Error pages, in the language of the address; those for 500 and 503 need no database and no catalogue of texts."""

import pytest
from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, ProgrammingError, connection
from django.template.loader import render_to_string
from django.test import Client

from shop.headers import POLICY
from shop.tests.pages import attribute, browser, inline, words


def failing(*errors):
    """While it is entered, each query fails with the next error, and then always with the last."""
    left = list(errors)

    def fail(execute, sql, params, many, context):
        raise left.pop(0) if len(left) > 1 else left[0]

    return connection.execute_wrapper(fail)


@pytest.fixture
def faulty_query(db):
    """A fault of ours: no query can be run."""
    with failing(ProgrammingError('column "sort_order" does not exist, password=hunter2')):
        yield


@pytest.fixture
def no_database(db):
    with failing(OperationalError("the server closed the connection, password=hunter2")):
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


def said_to(address, method="get"):
    client = Client(raise_request_exception=False, headers={"sec-fetch-site": "same-origin"})
    client.cookies["session"] = "x" * 32
    return getattr(client, method)(address)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/", "Something broke on our side"),
        ("/products/", "Something broke on our side"),
        ("/ru/", "У нас что-то сломалось"),
        ("/ru/products/drum/", "У нас что-то сломалось"),
    ],
)
def test_a_fault_is_told_and_what_it_is_stays_secret(faulty_query, address, text):
    response = said_to(address)
    assert response.status_code == 500
    assert text in words(response)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert inline(response) == []
    for secret in (b"hunter2", b"Traceback", b"ProgrammingError", b"SELECT", b"settings"):
        assert secret not in response.content


@pytest.mark.parametrize(
    ("method", "address", "text"),
    [
        ("get", "/", "The shop is not available right now"),
        ("get", "/products/drum/", "The shop is not available right now"),
        ("get", "/nothing/", "The shop is not available right now"),
        ("get", "/sitemap.xml", "The shop is not available right now"),
        ("get", "/ru/products/", "Магазин сейчас недоступен"),
        ("get", "/ru/account/", "Магазин сейчас недоступен"),
        ("get", "/ru/admin/", "Магазин сейчас недоступен"),
        ("post", "/ru/cart/items/1/", "Магазин сейчас недоступен"),
    ],
)
def test_without_a_database_the_shop_asks_to_try_again_soon(no_database, method, address, text):
    response = said_to(address, method)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert text in words(response)
    assert response.headers["Content-Security-Policy"] == POLICY
    assert "no-store" in response.headers["Cache-Control"]
    assert inline(response) == []
    for secret in (b"hunter2", b"Traceback", b"OperationalError", b"SELECT", b"settings"):
        assert secret not in response.content


@pytest.mark.parametrize(
    ("error", "status"),
    [(InterfaceError("the connection is closed"), 503), (IntegrityError("twice"), 500), (ValueError("no"), 500)],
)
def test_only_a_database_that_does_not_answer_is_an_outage(db, error, status):
    with failing(error):
        assert said_to("/").status_code == status


@pytest.mark.each_database
def test_a_fault_in_our_sql_is_a_fault_of_ours_on_sqlite_too(db):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has other errors for it")

    def misspell(execute, sql, params, many, context):
        return execute("SELECT nothing FROM nowhere", None, many, context)

    with connection.execute_wrapper(misspell):
        assert said_to("/").status_code == 500


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content_type", "body"),
    [("application/x-www-form-urlencoded", "a&" * 2000), ("multipart/form-data; boundary=", "x")],
)
def test_a_form_that_cannot_be_read_makes_no_fault_of_a_page_that_is_not_there(content_type, body):
    client = browser(raise_request_exception=False, enforce_csrf_checks=True)
    # Without one the guard looks for no token.
    client.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    assert client.generic("POST", "/nothing/", body, content_type).status_code == 404


def test_a_page_without_its_slash_leads_to_it():
    response = Client().get("/products?sort=price")
    assert (response.status_code, response.url) == (301, "/products/?sort=price")


@pytest.mark.parametrize("template", ["400.html", "413.html", "500.html", "503.html"])
def test_a_page_that_works_without_texts_has_words_in_every_language(template):
    said = {words(render_to_string(template, {"language": code})) for code, _name in settings.LANGUAGES}
    assert len(said) == len(settings.LANGUAGES)


def test_every_language_but_that_of_the_code_has_its_texts():
    others = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    assert others == {path.parts[-3] for path in settings.LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po")}
