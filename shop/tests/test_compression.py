"""Where no proxy stands in front, pages are compressed by the application; pictures never are."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from shop.compression import CompressText


def answered(kind, accepts="br, gzip"):
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressText(lambda request: HttpResponse(b"light " * 1000, content_type=kind))(request)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "text/plain", "application/xml"])
def test_text_is_compressed(kind):
    response = answered(kind)
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 500


@pytest.mark.parametrize(("kind", "accepts"), [("image/avif", "gzip"), ("text/html", "identity")])
def test_pictures_are_not_nor_what_a_browser_cannot_decompress(kind, accepts):
    response = answered(kind, accepts)
    assert "Content-Encoding" not in response.headers
    assert len(response.content) == 6000
