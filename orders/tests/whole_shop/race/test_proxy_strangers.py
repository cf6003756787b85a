"""What a stranger makes fail behind nginx fails for that stranger alone, and a long address is answered."""

import os
import re
import shutil
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bench.nginx import DEPLOYED, nginx
from orders.tests.whole_shop.race.databases import once
from orders.tests.whole_shop.race.test_proxy import asked

pytestmark = [
    pytest.mark.race,
    once,
    pytest.mark.skipif(not (shutil.which("nginx") or "CI" in os.environ), reason="nginx is not installed; CI has it"),
]

# What is written behind the name of a container.
OPTIONS = re.search(r"server web:8000 resolve(.*);", (DEPLOYED / "shop.conf").read_text())[1]
LARGE = b"a" * 5_000_000


class Application(BaseHTTPRequestHandler):
    """Answers as the shop does, or with more headers than nginx reads."""

    def do_GET(self):
        if self.path == "/too-long/":
            return self.answer(200, "a" * 40_000)
        if "?" not in self.path:
            return self.answer()
        # In the address of a page to log in at, all of the wanted one is quoted.
        return self.answer(302, "/auth/login/?next=" + self.path.replace("%", "%25"))

    def do_POST(self):
        """An upload of a stranger is refused unread."""
        self.answer(413)
        self.close_connection = True

    def answer(self, status=200, location=""):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def proxy(tmp_path):
    """The port of nginx in front of two containers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Application) as server:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        one = f"server 127.0.0.1:{server.server_port}"
        with nginx(tmp_path, application=server.server_port, changes={one: f"{one}{OPTIONS}; {one}"}) as port:
            yield port
        server.shutdown()


def test_no_stranger_has_nginx_ask_a_container_no_more(proxy):
    assert [asked(proxy, "/too-long/")[0] for _ in range(2)] == [502, 502]
    assert asked(proxy, "/")[0] == 200
    assert {asked(proxy, "/admin/", "POST", LARGE)[0] for _ in range(2)} <= {413, 502}
    assert asked(proxy, "/")[0] == 200


def test_a_long_address_that_has_to_log_in_is_led_there(proxy):
    path = "/orders/?" + "%D0%BF" * 660
    status, headers, _text = asked(proxy, path)
    assert (status, len(headers["Location"])) == (302, len("/auth/login/?next=") + len(path.replace("%", "%25")))
