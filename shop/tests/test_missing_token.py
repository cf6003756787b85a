"""What a form without its token is answered. Which forms need none: orders/tests/whole_shop/access/answers.txt."""

from django.test import Client

from shop.tests.pages import words


def test_a_form_without_its_token_is_told_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna@example.org"})
    assert response.status_code == 403
    assert "Go back, reload the page and try again." in words(response)
