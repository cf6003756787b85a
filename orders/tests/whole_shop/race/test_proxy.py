"""nginx in front of the shop: its own errors have pages of ours, and addresses of the machines are not public."""

import os
import re
import shutil
from http.client import HTTPConnection

import pytest

from bench.nginx import free_port, nginx
from orders.tests.whole_shop.race.databases import once
from shop.headers import PERMISSIONS
from shop.tests.pages import inline, words

pytestmark = [
    pytest.mark.race,
    once,
    pytest.mark.skipif(not (shutil.which("nginx") or "CI" in os.environ), reason="nginx is not installed; CI has it"),
]


PICTURE = "/media/picture.jpg"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """The port of nginx with our configuration, in front of an application that is not there."""
    folder = tmp_path_factory.mktemp("nginx")
    with nginx(folder, application=free_port()) as port:
        (folder / f"srv{PICTURE}").write_bytes(b"picture")
        yield port


def asked(port, path, method="GET", body=None, **headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("status", "english", "russian", "request_"),
    [
        (502, "The shop is not available right now", "Магазин сейчас недоступен", {"path": "/ru/products/"}),
        (
            502,
            "The shop is not available right now",
            "Магазин сейчас недоступен",
            {"path": "/orders/", "method": "POST"},
        ),
        (502, "The shop is not available right now", "Магазин сейчас недоступен", {"path": "/static/css/tokens.css"}),
        (404, "There is no such page", "Такой страницы нет", {"path": "/media/products/none.avif"}),
        (403, "There is no such page", "Такой страницы нет", {"path": "/media/"}),
        (403, "There is no such page", "Такой страницы нет", {"path": "/media/none.avif", "method": "DELETE"}),
        (404, "There is no such page", "Такой страницы нет", {"path": "/healthz"}),
        (404, "There is no such page", "Такой страницы нет", {"path": "/readyz"}),
        (404, "There is no such page", "Такой страницы нет", {"path": "/errors/unavailable.html"}),
        (405, "We did not understand this request", "Мы не поняли этот запрос", {"path": "/", "method": "TRACE"}),
        (400, "We did not understand this request", "Мы не поняли этот запрос", {"path": "/", "Host": "a/b"}),
        (414, "We did not understand this request", "Мы не поняли этот запрос", {"path": "/" + "a" * 40_000}),
        (414, "We did not understand this request", "Мы не поняли этот запрос", {"path": "/" + "a" * 4_000}),
        (414, "We did not understand this request", "Мы не поняли этот запрос", {"path": "/admin/?" + "a" * 4_000}),
        (
            501,
            "We did not understand this request",
            "Мы не поняли этот запрос",
            {"path": "/", "Transfer_Encoding": "x"},
        ),
        (412, "We did not understand this request", "Мы не поняли этот запрос", {"path": PICTURE, "If_Match": "other"}),
        (431, "We did not understand this request", "Мы не поняли этот запрос", {"path": "/", "Cookie": "a" * 40_000}),
        (
            413,
            "What you sent is too large",
            "Вы отправили слишком много",
            {"path": "/", "method": "POST", "body": "a" * 300_000},
        ),
    ],
)
def test_what_nginx_refuses_has_a_page_of_ours_with_the_headers_of_a_page(proxy, status, english, russian, request_):
    got, headers, text = asked(proxy, **request_)
    assert got == status
    assert english in words(text)
    assert russian in words(text)
    assert "nginx" not in text
    assert inline(text) == []
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == PERMISSIONS
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Retry-After"] == ("10" if status == 502 else None)
    assert headers["Strict-Transport-Security"] is None


def test_a_picture_is_sent_whole(proxy):
    assert asked(proxy, PICTURE, Range="bytes=9-")[::2] == (200, "picture")


def test_over_https_the_pages_insist_on_it(proxy):
    _status, headers, _text = asked(proxy, "/", X_Forwarded_Proto="https")
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_their_style_sheet_is_there(proxy):
    status, headers, text = asked(proxy, "/errors/errors.css")
    assert (status, headers["Content-Type"]) == (200, "text/css")
    # The proxy knows nothing of the owner's look: its pages have the colours and the font of the browser.
    assert "canvastext" in text
    assert not re.search("#[0-9a-f]{3}|Commissioner|Ysabeau", text)
