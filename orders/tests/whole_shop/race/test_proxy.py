"""nginx in front of the shop: its own errors have pages of ours, and addresses of the machines are not public."""

import os
import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection

import pytest
from django.conf import settings

from shop.tests.pages import inline, words

pytestmark = [
    pytest.mark.race,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed here"),
]

CONFIGURATION = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/shop.conf;
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """The port of nginx with our configuration, in front of an application that is not there."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    ours = (settings.BASE_DIR / "deploy/nginx/shop.conf").read_text()
    for name, here in {
        "listen 80 default_server": f"listen 127.0.0.1:{port} default_server",
        "resolver 127.0.0.11 valid=5s;": "",
        "http://web:8000": f"http://127.0.0.1:{free_port()}",
        "/var/cache/nginx": str(folder),
        "root /srv": f"root {folder}/srv",
    }.items():
        assert name in ours, name
        ours = ours.replace(name, here)
    (folder / "shop.conf").write_text(ours)
    (folder / "srv" / "media").mkdir(parents=True)
    shutil.copytree(settings.BASE_DIR / "deploy/nginx/errors", folder / "srv" / "errors")
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, user=user))
    process = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf"])
    try:
        for _ in range(100):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


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
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Retry-After"] == ("10" if status == 502 else None)
    assert headers["Strict-Transport-Security"] is None


def test_over_https_the_pages_insist_on_it(proxy):
    _status, headers, _text = asked(proxy, "/", X_Forwarded_Proto="https")
    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_their_style_sheet_is_there(proxy):
    status, headers, text = asked(proxy, "/errors/errors.css")
    assert (status, headers["Content-Type"]) == (200, "text/css")
    assert "--paper" in text
