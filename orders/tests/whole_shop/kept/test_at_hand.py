"""Which answers are at hand, so that the worker gives them without a thread (shop/at_once.py)."""

import pytest

from accounts.tests.factories import UserFactory
from catalog.tests.factories import FamilyFactory, ProductFactory
from orders.tests.whole_shop.kept.visits import Shop

pytestmark = pytest.mark.django_db

PACKED = {"HTTP_ACCEPT_ENCODING": "br, gzip"}


@pytest.fixture
def shop():
    ProductFactory(slug="drum", name_en="Drum", family=FamilyFactory())
    return Shop()


def test_a_page_that_is_fresh_and_compressed_is_at_hand(shop, django_assert_num_queries):
    visitor = shop.visitor()
    # Made; and compressed well, when it is asked for again.
    for _ in range(2):
        made = visitor.get("/products/", **PACKED)
    assert not shop.at_once
    with django_assert_num_queries(0):
        answer = visitor.get("/products/", **PACKED)
        nothing_new = visitor.get("/products/", HTTP_IF_NONE_MATCH=answer.headers["ETag"])
        head = visitor.get("/products/", "HEAD", **PACKED)
    assert shop.at_once == ["/products/"] * 3
    assert (answer.status_code, nothing_new.status_code, nothing_new.body, head.body) == (200, 304, b"", b"")
    assert answer.headers == head.headers == made.headers
    assert answer.body == made.body


@pytest.mark.parametrize("encoding", ["", "identity", "gzip"])
def test_what_would_have_to_be_compressed_or_unpacked_is_not_at_hand(shop, encoding):
    for _ in range(3):
        shop.visitor().get("/products/", **PACKED)
    shop.at_once.clear()
    shop.visitor().get("/products/", HTTP_ACCEPT_ENCODING=encoding)
    assert not shop.at_once


def test_what_is_too_old_or_none_of_our_pages_is_not_at_hand(shop):
    visitor = shop.visitor()
    for _ in range(3):
        visitor.get("/products/", **PACKED)
    shop.at_once.clear()
    visitor.get("/products/", HTTP_HOST="evil.example", **PACKED)
    visitor.get("/products/", "POST", **PACKED)
    visitor.get("/products/?utm=1", **PACKED)
    visitor.get("/healthz", **PACKED)
    shop.clock.now += 2.1
    visitor.get("/products/", **PACKED)
    assert not shop.at_once
    assert shop.built.count("/products/") >= 2


def test_nothing_is_at_hand_for_who_has_a_cookie(shop, client):
    for _ in range(3):
        shop.visitor().get("/products/", **PACKED)
    shop.at_once.clear()
    client.force_login(UserFactory())
    answer = shop.visitor(client).get("/products/", **PACKED)
    assert not shop.at_once
    assert b"/account/" in answer.content
    assert answer.headers["Cache-Control"] == "private, no-cache"
