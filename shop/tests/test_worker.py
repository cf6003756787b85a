"""What gunicorn itself refuses."""

import logging
import socket
from types import SimpleNamespace

from gunicorn.http.errors import InvalidRequestLine

from shop.worker import Worker


def test_a_malformed_request_is_answered_with_its_status_alone():
    worker = SimpleNamespace(log=logging.getLogger("gunicorn.error"))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Worker.handle_error(worker, None, ours, ("192.0.2.1", 50_000), InvalidRequestLine("HEAD * <script>"))
        assert theirs.recv(1000) == b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
