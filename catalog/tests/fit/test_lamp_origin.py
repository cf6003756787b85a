"""The form that remembers a lamp stands on pages without a token; it is guarded by where it was sent from."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table"}


@pytest.mark.parametrize("sent", [LAMP, {"forget": "1"}])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
    ],
)
def test_another_site_changes_nothing(headers, sent):
    response = Client(enforce_csrf_checks=True).post("/fit/lamp/", sent, headers=headers)
    assert response.status_code == 403
    assert "lamp" not in response.cookies


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}])
def test_our_own_pages_need_no_token(headers):
    response = Client(enforce_csrf_checks=True).post("/fit/lamp/", LAMP, headers=headers)
    assert response.status_code == 303
    assert "lamp" in response.cookies


def test_its_address_leads_to_the_page_of_the_form():
    response = Client().get("/fit/lamp/")
    assert (response.status_code, response.url) == (303, "/fit/")
