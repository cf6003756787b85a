"""Requests of a measurement, made in this process: what a proxy would send to the application."""

import io
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

SHADE = re.compile(rb'href="(/products/[^"/?]+/)"')
LINE = re.compile(rb'action="(/cart/items/\d+/)"')


def request(address: str, cookie: str = "", form: dict[str, str] | None = None) -> Environ:
    """A GET of an address, or a POST of a form."""
    path, _, query = address.partition("?")
    body = urlencode(form).encode() if form else b""
    return {
        "REQUEST_METHOD": "POST" if form else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }


def visit(application: Application, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body of an answer."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    response = application(environ, lambda status, headers, _info=None: said.append((status, headers)))
    body = b"".join(response)
    if close := getattr(response, "close", None):
        close()
    return *said[0], body


def page(application: Application, address: str, cookie: str = "") -> bytes:
    """The body of a page. Raises RuntimeError if its status is not 200."""
    status, _headers, body = visit(application, request(address, cookie))
    if not status.startswith("200"):
        raise RuntimeError(f"{address}: {status}")
    return body


def cart_of_three(application: Application) -> str:
    """The cookie of a guest who put the first three shades into the cart. Raises RuntimeError if they are not in it."""
    cookie = ""
    for product in ("1", "2", "3"):
        form = {"product_id": product, "quantity": "1"}
        _status, headers, _body = visit(application, request("/cart/items/", cookie, form))
        set_cookies = [value.partition(";")[0] for name, value in headers if name == "Set-Cookie"]
        cookie = next((one for one in set_cookies if one.partition("=")[0].endswith("cart")), cookie)
    lines = LINE.findall(page(application, "/cart/", cookie))
    if len(set(lines)) != 3:
        raise RuntimeError(f"the cart has {len(set(lines))} lines")
    return cookie
