"""Visitors of the shop as gunicorn serves it: Django behind the kept pages."""

import gzip
from contextlib import contextmanager
from http.cookies import SimpleCookie

import brotli
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from shop.at_once import NotAtHand
from shop.kept.changes import asked
from shop.kept.front import KeptPages
from shop.kept.store import Store

UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Clock:
    """Seconds that pass when a test says so.

    They are before those of the machine, which count from its start: nothing that the shop has read itself is older.
    """

    def __init__(self):
        self.now = -1_000_000.0

    def __call__(self):
        return self.now


class Shop:
    """The shop in front of Django; `built` are the addresses that Django was asked for, in turn."""

    def __init__(self, **options):
        self.clock, self.built = Clock(), []
        django = WSGIHandler()

        def counted(environ, start_response):
            self.built.append(environ["PATH_INFO"] + ("?" * bool(environ["QUERY_STRING"])) + environ["QUERY_STRING"])
            return django(environ, start_response)

        self.application, self.at_once = KeptPages(counted, Store(self.clock, ask=asked, **options)), []

    def answer(self, environ, start_response):
        """As our worker asks; `at_once` are the paths whose answers were at hand."""
        try:
            answer = self.application.at_hand(environ, start_response)
        except NotAtHand:
            return self.application(environ, start_response)
        self.at_once.append(environ["PATH_INFO"])
        return answer

    def visitor(self, client=None):
        return Visitor(self, alive(client.cookies) if client else {})


def alive(cookies):
    """The cookies that a browser keeps, by their names."""
    return {name: morsel.value for name, morsel in cookies.items() if str(morsel["max-age"]) != "0"}


@contextmanager
def open_connection():
    """As in the client of Django's tests: a request leaves the connection of the test open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Answer:
    def __init__(self, status, headers, body):
        self.status_code, self.body = int(status.split()[0]), body
        self.cookies = SimpleCookie("; ".join(value for name, value in headers if name == "Set-Cookie"))
        self.headers = {name: value for name, value in headers if name != "Set-Cookie"}
        self.content = body and UNPACK[self.headers.get("Content-Encoding", "")](body)

    @property
    def is_public(self):
        return "public" in self.headers.get("Cache-Control", "")


class Visitor:
    """A browser with its cookies."""

    def __init__(self, shop, cookies):
        self.shop, self.cookies = shop, cookies

    def get(self, address, method="GET", data=None, **headers):
        """The answer; `headers` as in WSGI, and so are other parts of the environ."""
        path, _, query = address.partition("?")
        environ = RequestFactory().generic(method, "/", data or b"", "application/x-www-form-urlencoded").environ
        environ |= {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "testserver"}
        environ.pop("HTTP_COOKIE", None)
        if self.cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        environ |= headers
        seen = []
        with open_connection():
            chunks = self.shop.answer(environ, lambda status, headers, _info=None: seen.append((status, headers)))
            answer = Answer(*seen[-1], b"".join(chunks))
            getattr(chunks, "close", list)()
        others = {name: value for name, value in self.cookies.items() if name not in answer.cookies}
        self.cookies = others | alive(answer.cookies)
        return answer

    def post(self, address, data):
        return self.get(address, "POST", data, HTTP_SEC_FETCH_SITE="same-origin")
