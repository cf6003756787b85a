"""gunicorn's worker with threads, in which requests that hang keep no others waiting that would not.

A kept page costs less than what the server does around it, so that each system call that is saved here is seen there.
"""

import math
import re
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from types import SimpleNamespace
from typing import Any
from wsgiref.types import WSGIApplication

from django.conf import settings
from gunicorn.http import wsgi
from gunicorn.http.body import LengthReader
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser
from gunicorn.http.unreader import IterUnreader
from gunicorn.workers.gthread import DEFAULT_WORKER_DATA_TIMEOUT, TConn, ThreadWorker

from shop import answers as answers  # it replaces gunicorn's own
from shop.at_once import at_hand_of

# The end of the head of a request.
END = b"\r\n\r\n"
# What says of whom a request is, that it has a body, or that it wants more than one answer.
NOT_PLAIN = re.compile(rb"\r\n(?:cookie|content-length|transfer-encoding|expect|upgrade):", re.IGNORECASE)
# How often a worker tells that it lives, in seconds. gunicorn ends one that has not for 30.
EVERY = 1.0
# What is read from a client after the last answer, in bytes. As gunicorn's.
MOST_LEFT = 65536


class Requests(RequestParser):
    """The requests of a connection."""

    def finish_body(self, deadline: float | None = None, max_bytes: int | None = None) -> bool:
        """Whether the connection stands before its next request. Where no body is left, no time limit is set for it."""
        body = self.mesg and self.mesg.body
        if body and isinstance(body.reader, LengthReader) and body.reader.length == 0 and not body.failed:
            return True
        return bool(super().finish_body(deadline, max_bytes))


class Worker(ThreadWorker):
    """Pools of threads: for health checks and for figures (one thread each), for posts, and for all other requests.

    Posts wait for locks in the database and hash passwords. However many wait, pages are read and /healthz answers.
    """

    told_at = -math.inf

    def init_process(self) -> None:
        self.posts = ThreadPoolExecutor(self.cfg.threads, "post")
        self.health = ThreadPoolExecutor(1, "health")
        self.figures = ThreadPoolExecutor(1, "figures")
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Called for a new connection, and when a request arrives on one."""
        if not (conn.initialized or conn.data_ready):
            self.wait_for_request(conn)
            return
        self.in_thread(conn, self.pool_for(conn), self.handle, conn)

    def in_thread(self, conn: TConn, pool: ThreadPoolExecutor, answer: Callable[..., bool], *arguments: Any) -> None:
        """Has a thread answer. It says whether the connection is to be kept."""
        answered = pool.submit(answer, *arguments)
        answered.add_done_callback(lambda done: self.method_queue.defer(self.finish_request, conn, done))

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Called when a request arrives on a kept connection. One that is answered at once stays with the poller."""
        answer = self.answer_at_once(conn) if self.alive and self.pool_for(conn) is self.tpool else b""
        if not answer:
            super().on_client_socket_readable(conn, client)
            return
        conn.parser.unreader.take_buffered()
        self.keepalived_conns.remove(conn)
        # So much as the client's connection takes now. A thread sends the rest, and notices if nobody reads it.
        sent = 0
        with suppress(OSError):
            sent = client.send(answer, socket.MSG_DONTWAIT)
        if sent < len(answer):
            self.poller.unregister(client)
            self.in_thread(conn, self.tpool, send_rest, client, answer[sent:])
        else:
            # gunicorn closes them in turn.
            conn.set_timeout()
            self.keepalived_conns.append(conn)

    def answer_at_once(self, conn: TConn) -> bytes:
        """Head and body of an answer that is at hand for the request that has arrived; b"" if a thread must answer."""
        # Whoever has gunicorn log or count requests has them answered where it does so.
        if self.cfg.accesslog or self.cfg.statsd_host or self.cfg.max_requests:
            return b""
        at_hand, request = at_hand_of.get(self.wsgi), arrived(conn)
        if at_hand is None or not is_plain(request):
            return b""
        try:
            # The id of this request must not stand in later lines of the log.
            return copy_context().run(whole_answer, at_hand, conn, request)
        except Exception:  # a malformed request, or NotAtHand: the thread answers it in either case
            return b""

    def wait_for_request(self, conn: TConn) -> None:
        """Without a thread, for gunicorn's usual seconds. Then `enqueue_req` is called again."""
        self.wait_for(conn, partial(self.on_pending_socket_readable, conn))

    def wait_for(self, conn: TConn, on_readable: Callable[[socket.socket], None]) -> None:
        """Calls it when something has arrived. After gunicorn's usual seconds the connection is closed."""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + DEFAULT_WORKER_DATA_TIMEOUT
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, on_readable)

    def finish_request(self, conn: TConn, done: Future[Any]) -> None:
        """Called when a thread has answered. A connection that ends is closed once the client has closed its end.

        gunicorn waits for that in the worker itself, up to two seconds for each, in which nobody else is answered.
        """
        if done.cancelled() or done.exception() or done.result():
            super().finish_request(conn, done)
            return
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:  # the client has gone, or the thread has closed it
            self.forget(conn)
        else:
            conn.left = MOST_LEFT
            self.wait_for(conn, partial(self.on_ended_socket_readable, conn))

    def on_ended_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Reads what nobody asked for: left unread, it would make the system take back the end of the answer."""
        read = b""
        with suppress(OSError):
            read = client.recv(conn.left, socket.MSG_DONTWAIT)
        conn.left -= len(read)
        if not read or not conn.left:
            self.poller.unregister(client)
            self.pending_conns.remove(conn)
            self.forget(conn)

    def forget(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()

    def pool_for(self, conn: TConn) -> ThreadPoolExecutor:
        """The pool for a request, by its port or its first bytes. A proxy ends TLS: here they can be read."""
        # The address that the connection came to; a path, if that is a socket of Unix.
        if settings.METRICS_PORT and conn.server[1] == settings.METRICS_PORT:
            return self.figures
        start = arrived(conn)
        if start.startswith(b"POST "):
            return self.posts
        return self.health if start.startswith((b"GET /healthz ", b"HEAD /healthz ")) else self.tpool

    def notify(self) -> None:
        """Called whenever something has happened on a connection, many times for each request."""
        now = time.monotonic()
        if now - self.told_at >= EVERY:
            self.told_at = now
            super().notify()


def send_rest(client: socket.socket, rest: bytes) -> bool:
    client.setblocking(True)
    client.sendall(rest)
    return True


def is_plain(arrived: bytes) -> bool:
    """Whether this is one whole request to read a page, of nobody in particular: it has no cookie and no body."""
    is_whole = arrived.startswith((b"GET ", b"HEAD ")) and arrived.find(END) == len(arrived) - len(END)
    return is_whole and not NOT_PLAIN.search(arrived)


def whole_answer(application: WSGIApplication, conn: TConn, arrived: bytes) -> bytes:
    """Head and body of its answer to a request that is plain; b"" if the connection ends with it."""
    request = Request(conn.cfg, IterUnreader([arrived]), conn.client)
    # Not asked for at all then: it would be counted here, and once more in the thread.
    if request.should_close():
        return b""
    written: list[bytes] = []
    into_list: Any = SimpleNamespace(sendall=written.append)
    answer, environ = wsgi.create(request, into_list, conn.client, conn.server, conn.cfg)
    for part in application(environ, answer.start_response):
        answer.write(part)
    answer.close()
    return b"" if answer.should_close() else b"".join(written)


def arrived(conn: TConn) -> bytes:
    """What has arrived of a request. The thread that answers it has it from the parser, and asks the socket for what is
    missing, an error or the end of the connection too.
    """
    if conn.parser is None:
        conn.parser = Requests(conn.cfg, conn.sock, conn.client)
    unreader = conn.parser.unreader
    if not unreader.buf.tell():
        with suppress(OSError):
            unreader.unread(conn.sock.recv(unreader.mxchunk, socket.MSG_DONTWAIT))
    start: bytes = unreader.buf.getvalue()
    return start
