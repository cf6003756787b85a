"""Django's CSRF token protects every form except those listed here, on cacheable pages and in the cart."""

from django.test import Client
from django.urls import URLPattern, get_resolver

from shop.tests.pages import words


def views(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from views(pattern.url_patterns)


def name_of(view):
    return f"{view.__module__}.{view.__qualname__}"


def test_only_the_forms_guarded_by_origin_are_exempt_from_the_token():
    every = list(views(get_resolver().url_patterns))
    exempt = {name_of(view) for view in every if getattr(view, "csrf_exempt", False)}
    assert len(every) > 20
    assert exempt == {
        "cart.views.add_item",
        "cart.views.change_item",
        "cart.views.mend_cart",
        "catalog.views.fit.remember_lamp",
    }


def test_a_form_without_its_token_is_told_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna@example.org"})
    assert response.status_code == 403
    assert "Go back, reload the page and try again." in words(response)
