"""A browser may fetch the next page ahead: public ones alone, and it is told on public ones alone."""

import re

import pytest

PRIVATE = ["/cart/", "/orders/", "/orders/new/", "/account/", "/auth/login/", "/admin/", "/fit/", "/ru/cart/"]
PUBLIC = ["/", "/products/", "/products/halm/", "/ru/", "/ru/products/"]


@pytest.mark.django_db
def test_public_pages_name_the_rules_and_private_ones_do_not(client):
    rules = client.get("/").headers["Speculation-Rules"]
    assert client.get(rules.strip('"')).headers["Content-Type"] == "application/speculationrules+json"
    assert "Speculation-Rules" in client.get("/ru/products/").headers
    for path in ("/cart/", "/auth/login/", "/no-such-page/", "/robots.txt"):
        assert "Speculation-Rules" not in client.get(path).headers


def test_only_home_list_and_shades_are_fetched_ahead(client):
    (rule,) = client.get("/speculation-rules.json").json()["prefetch"]
    assert rule["eagerness"] == "moderate"
    patterns = [re.compile(one["href_matches"].replace("*", ".*")) for one in rule["where"]["or"]]

    def is_fetched(path):
        return any(pattern.fullmatch(path) for pattern in patterns)

    assert [path for path in PUBLIC if not is_fetched(path)] == []
    assert [path for path in PRIVATE if is_fetched(path)] == []
