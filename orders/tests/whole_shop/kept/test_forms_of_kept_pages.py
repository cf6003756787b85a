"""In which form a kept page is sent, compressed or not at all, and packed while it is kept."""

import pytest

from catalog.models import Product
from catalog.tests.factories import FamilyFactory, ProductFactory
from orders.tests.whole_shop.kept.visits import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    ProductFactory(slug="drum", family=FamilyFactory())
    ProductFactory(slug="cone")
    return Shop()


def test_a_browser_that_has_the_page_gets_304(shop):
    visitor = shop.visitor()
    page = visitor.get("/products/")
    etag = page.headers["ETag"]
    for said in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        answer = visitor.get("/products/", HTTP_IF_NONE_MATCH=said)
        assert (answer.status_code, answer.body) == (304, b"")
        assert answer.headers["ETag"] == etag
        # Nothing that the browser has already.
        assert set(answer.headers) == {"Vary", "ETag", "Cache-Control"}
    assert visitor.get("/products/", HTTP_IF_NONE_MATCH='"other"').status_code == 200
    # The same page made anew is the same page.
    shop.clock.now += 60
    assert visitor.get("/products/", HTTP_IF_NONE_MATCH=etag).status_code == 304
    Product.objects.filter(slug="drum").update(name_en="Another name")
    shop.clock.now += 60
    assert visitor.get("/products/", HTTP_IF_NONE_MATCH=etag).status_code == 200


@pytest.mark.parametrize("has_cart", [False, True])
def test_head_is_get_without_the_page(shop, has_cart):
    visitor = shop.visitor()
    if has_cart:
        visitor.post("/cart/items/", f"product_id={Product.objects.get(slug='drum').pk}&quantity=1")
    visitor.get("/cart/")
    got, head = visitor.get("/products/"), visitor.get("/products/", "HEAD")
    assert shop.built[-1] == "/products/"
    assert (head.status_code, head.body) == (200, b"")
    assert head.headers == got.headers
    assert int(head.headers["Content-Length"]) == len(got.content)


def test_it_is_sent_as_the_browser_reads_it(shop):
    plain = shop.visitor().get("/products/")
    for accepted, encoding in (("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("identity", "")):
        answer = shop.visitor().get("/products/", HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("Content-Encoding", "") == encoding
        assert answer.content == plain.content
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert answer.headers["ETag"] == plain.headers["ETag"]


def test_with_a_cart_it_is_sent_in_a_compression_that_costs_nobody_anything(shop):
    """Whoever takes gzip gets it, in place of brotli, too: its parts are made once for all visitors."""
    visitor = shop.visitor()
    visitor.post("/cart/items/", f"product_id={Product.objects.get(slug='drum').pk}&quantity=1")
    visitor.get("/cart/")
    plain = visitor.get("/products/")
    assert "Content-Encoding" not in plain.headers
    assert plain.content != shop.visitor().get("/products/").content
    for accepted, encoding in (("gzip, deflate, br, zstd", "gzip"), ("gzip", "gzip"), ("br", ""), ("gzip;q=0", "")):
        answer = visitor.get("/products/", HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("Content-Encoding", "") == encoding
        assert answer.content == plain.content
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert answer.headers["Vary"] == "Accept-Encoding, Cookie"
        assert not answer.is_public


def test_pages_of_one_view_and_language_are_packed_against_the_same_sample(shop):
    for address in ("/products/drum/", "/products/cone/", "/ru/products/drum/", "/ru/products/cone/", "/fit/"):
        shop.visitor().get(address)
    drum, cone, ru_drum, ru_cone, fit = (kept.packed.sample for kept in shop.application._store._pages.values())
    assert drum is cone
    assert ru_drum is ru_cone
    assert len({drum, ru_drum, fit}) == 3
