"""nginx in front of the shop keeps pages of visitors who have nothing, and nothing else."""

import os
import shutil
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from bench.nginx import nginx
from orders.tests.whole_shop.race.databases import once

pytestmark = [
    pytest.mark.race,
    once,
    pytest.mark.skipif(not (shutil.which("nginx") or "CI" in os.environ), reason="nginx is not installed; CI has it"),
]

# As in shop/kept/ages.py, and for longer, so that no page goes out of date during a test.
MARKED = "public, max-age=0, s-maxage=60, stale-while-revalidate=1"


class Application(BaseHTTPRequestHandler):
    """Answers each path with its headers of `SAYS`, and a number that no other answer has."""

    protocol_version = "HTTP/1.1"
    asked = []

    def do_GET(self):
        self.asked.append(self.headers)
        body = f"answer {len(self.asked)}".encode()
        self.send_response(200)
        for name, value in {**SAYS[self.path], "Content-Length": len(body)}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


SAYS = {
    "/": {"Cache-Control": MARKED, "Vary": "Accept-Encoding, Cookie", "ETag": 'W/"x"'},
    "/private/": {"Cache-Control": "private, no-cache"},
    "/unmarked/": {},
    "/cookie/": {"Cache-Control": MARKED, "Set-Cookie": "cart=mine"},
}


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Application)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with nginx(tmp_path_factory.mktemp("nginx"), application=server.server_port) as port:
        yield port
    server.shutdown()


def asked(proxy, path, **headers):
    connection = HTTPConnection("127.0.0.1", proxy, timeout=10)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.headers, response.read().decode()
    finally:
        connection.close()


def test_who_has_nothing_gets_the_page_that_another_got(proxy):
    first = asked(proxy, "/")[1]
    headers, second = asked(proxy, "/", Cookie="csrf=x; theme=dark", Accept_Language="ru")
    assert (headers["X-Cache"], second) == ("HIT", first)


@pytest.mark.parametrize("name", sorted(settings.COOKIES_OF_VISITORS | settings.COOKIES_ANSWERED_FRESH))
def test_a_visitor_gets_an_answer_of_their_own_and_leaves_none(proxy, name):
    kept = asked(proxy, "/")[1]
    for cookie in (f"{name}=x", f"a=b; __Host-{name}=x"):
        headers, own = asked(proxy, "/", Cookie=cookie)
        assert headers["X-Cache"] == "BYPASS"
        assert own != kept
        assert Application.asked[-1]["Cookie"] == cookie
        assert asked(proxy, "/")[1] != own


@pytest.mark.parametrize("path", ["/private/", "/unmarked/", "/cookie/"])
def test_what_is_not_marked_or_sets_a_cookie_is_not_kept(proxy, path):
    assert asked(proxy, path)[1] != asked(proxy, path)[1]


def test_each_compression_is_a_page_of_its_own(proxy):
    of_each = {asked(proxy, "/", Accept_Encoding=said)[1] for said in ("br, gzip", "gzip, deflate", "identity")}
    assert len(of_each) == 3
    assert asked(proxy, "/", Accept_Encoding="gzip;q=0.8, br")[1] in of_each
    assert Application.asked[-1]["Accept-Encoding"] in ("br, gzip", "gzip", None)


@pytest.mark.parametrize("refused", ["br;q=0, gzip", "gzip, br; q=0.0", "gzip;q=0"])
def test_whoever_refuses_a_compression_gets_the_page_as_it_is(proxy, refused):
    assert asked(proxy, "/private/", Accept_Encoding=refused)[0]
    assert Application.asked[-1]["Accept-Encoding"] is None


def test_the_connection_to_the_application_stays_open(proxy):
    assert asked(proxy, "/private/")[0]["Connection"] != "close"
    assert Application.asked[-1]["Connection"] is None
