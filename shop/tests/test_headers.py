"""Headers of every response: of static files too, which WhiteNoise serves before most of the middleware."""

import pytest
from django.test import Client

from shop.headers import PERMISSIONS, POLICY, policy
from shop.tests.test_settings import read


def assert_guarded(headers):
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == PERMISSIONS
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_static_files_have_the_headers_of_a_page(settings):
    # The tests go without WhiteNoise; this one has it where the settings do.
    settings.MIDDLEWARE = read("MIDDLEWARE")["MIDDLEWARE"]
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    response = Client().get("/static/css/tokens.css")
    assert response.status_code == 200
    assert_guarded(response.headers)
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address", "host", "status"),
    [
        ("get", "/products/", "testserver", 200),
        ("get", "/robots.txt", "testserver", 200),
        ("put", "/products/", "testserver", 405),
        ("get", "/nothing/", "testserver", 404),
        ("get", "/", "evil.example", 400),
    ],
)
def test_refusals_have_them_too(method, address, host, status):
    response = getattr(Client(raise_request_exception=False), method)(address, headers={"host": host})
    assert response.status_code == status
    assert_guarded(response.headers)


def test_pictures_may_come_from_the_bucket_of_photographs_and_nothing_else_may():
    there = policy("https://storage.example.com/lamps/").split("; ")
    assert set(there) - set(POLICY.split("; ")) == {"img-src 'self' https://storage.example.com"}
    assert len(there) == len(POLICY.split("; "))
