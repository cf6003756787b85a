"""nginx passes on a page that grows as it grows: staff see how far a table is while it is applied."""

import os
import shutil
import zlib
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest

from bench.nginx import nginx
from orders.tests.whole_shop.race.databases import once

pytestmark = [
    pytest.mark.race,
    once,
    pytest.mark.skipif(not (shutil.which("nginx") or "CI" in os.environ), reason="nginx is not installed; CI has it"),
]


@pytest.fixture
def growing(tmp_path):
    """The port of nginx in front of a page whose end is written when its beginning has been read."""
    is_read = Event()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("X-Accel-Buffering", "no")
            self.end_headers()
            self.wfile.write(b"<li>500 of 2000</li>")
            self.wfile.write(b"<li>2000 of 2000</li>" if is_read.wait(5) else b"nobody reads")

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        with nginx(tmp_path, application=server.server_port) as port:
            yield port, is_read
        server.shutdown()


@pytest.mark.parametrize("compression", ["identity", "gzip"])
def test_a_page_that_grows_is_passed_on_as_it_grows(growing, compression):
    port, is_read = growing
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/admin/catalog/product/table/1/", headers={"Accept-Encoding": compression})
    answer = connection.getresponse()
    assert answer.headers.get("Content-Encoding", "identity") == compression
    unpacked = zlib.decompressobj(31) if compression == "gzip" else None
    read = bytearray()
    while part := answer.read1(1000):
        read += unpacked.decompress(part) if unpacked else part
        if b"500 of" in read:
            is_read.set()
    connection.close()
    assert b"</li><li>2000 of 2000" in read
