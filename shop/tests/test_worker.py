"""What gunicorn itself refuses, and what of it is ours: how requests reach the threads."""

import logging
import os
import socket
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.workers.gthread import TConn

from shop.at_once import NotAtHand, at_hand_of
from shop.worker import MOST_LEFT, Worker

LARGE = b"x" * 20_000_000
may_go_on = threading.Event()
asked_at_once = []


def test_a_malformed_request_is_answered_with_its_status_alone():
    worker = SimpleNamespace(log=logging.getLogger("gunicorn.error"))
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Worker.handle_error(worker, None, ours, ("192.0.2.1", 50_000), InvalidRequestLine("HEAD * <script>"))
        assert theirs.recv(1000) == b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Served(Worker):
    """A worker that is a thread of the test."""

    def init_signals(self):
        pass

    def load_wsgi(self):
        self.wsgi = self.app


def told(environ, start_response):
    """Says what has asked, and which pool answers; `worker` is none of them."""
    if environ["PATH_INFO"] == "/wait":
        assert may_go_on.wait(5)
    pool = threading.current_thread().name.partition("_")[0]
    body = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']} in {pool}\n".encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def at_hand(environ, start_response):
    """What is asked for below /at-hand/; of /at-hand/large more than a connection takes."""
    path = environ["PATH_INFO"]
    asked_at_once.append(path)
    if not path.startswith("/at-hand/"):
        raise NotAtHand
    (line,) = told(environ, lambda *_start: None)
    body = LARGE + line if path == "/at-hand/large" else line
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


@pytest.fixture(scope="module")
def address():
    at_hand_of[told] = at_hand
    listener = socket.create_server(("127.0.0.1", 0))
    config = Config()
    worker = Served(1, os.getppid(), [listener], told, 30, config, Logger(config))
    thread = threading.Thread(target=worker.init_process, name="worker")
    thread.start()
    yield listener.getsockname()
    worker.handle_exit(None, None)
    thread.join()
    del at_hand_of[told]


@contextmanager
def connected(address):
    with socket.create_connection(address, timeout=5) as client:
        yield client


def answers(client, number):
    """The bodies of so many answers, each a line."""
    received = b""
    while received.count(b"in ") < number or not received.endswith(b"\n"):
        more = client.recv(10_000)
        assert more, received
        received += more
    return [line.decode() for line in received.splitlines() if b" in " in line]


def test_requests_that_arrive_together_are_answered_one_after_another(address):
    with connected(address) as client, connected(address) as other:
        client.sendall(b"GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert [line[:6] for line in answers(client, 2)] == ["GET /1", "GET /2"]
        # The worker waits for no third one.
        other.sendall(b"GET /3 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert answers(other, 1)[0].startswith("GET /3")


def test_a_body_that_nobody_reads_is_no_request(address):
    with connected(address) as client:
        client.sendall(b"POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\nGET /never HT")
        assert answers(client, 1) == ["POST /1 in post"]
        client.sendall(b"TP/1.1\n" + b"GET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
        assert answers(client, 1)[0].startswith("GET /2")


def test_a_request_in_pieces_is_answered_when_it_is_whole(address):
    with connected(address) as client:
        for piece in (b"GET /healthz HTTP/1.1\r\n", b"Host: a\r\n", b"\r\nGET /2 HT", b"TP/1.1\r\nHost: a\r\n\r\n"):
            client.sendall(piece)
        first, second = answers(client, 2)
        assert first == "GET /healthz in health"
        assert second.startswith("GET /2 ")


def test_who_closes_early_keeps_nobody_waiting(address):
    for start in (b"", b"GET /1 HTT", b"GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"):
        with connected(address) as client:
            client.sendall(start)
    with connected(address) as other:
        other.sendall(b"GET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert answers(other, 1)[0].startswith("GET /2")
        assert other.recv(1) == b""


def test_who_does_not_close_an_ended_connection_keeps_nobody_waiting(address):
    with connected(address) as rude, connected(address) as malformed, connected(address) as other:
        asked(other, b"GET /1 HTTP/1.1\r\n\r\n")
        assert asked(rude, b"GET /2 HTTP/1.1\r\nConnection: close\r\n\r\n").startswith("GET /2")
        malformed.sendall(b"GET\r\n\r\n")
        # Both are told that nothing more comes.
        assert malformed.recv(1000).startswith(b"HTTP/1.1 400 ")
        assert rude.recv(1) == malformed.recv(1) == b""
        began = time.monotonic()
        assert asked(other, b"GET /3 HTTP/1.1\r\n\r\n").startswith("GET /3")
        assert time.monotonic() - began < 1


def send_on(client):
    for _ in range(100):
        client.sendall(b"x")
        time.sleep(0.01)


def test_what_is_sent_after_the_last_answer_is_read_up_to_a_limit(address):
    with connected(address) as client:
        assert asked(client, b"GET /1 HTTP/1.1\r\nConnection: close\r\n\r\n").startswith("GET /1")
        client.sendall(b"x" * (MOST_LEFT - 1))
        # Not reset meanwhile.
        assert client.recv(1) == b""
        with pytest.raises(ConnectionError):
            send_on(client)


def test_an_old_client_is_answered_and_the_connection_closed(address):
    with connected(address) as client:
        client.sendall(b"GET /1 HTTP/1.0\r\n\r\n")
        assert answers(client, 1)[0].startswith("GET /1")
        assert client.recv(1) == b""


def test_a_worker_tells_once_a_second_that_it_lives(monkeypatch):
    told_at = []
    monkeypatch.setattr("gunicorn.workers.gthread.ThreadWorker.notify", lambda _worker: told_at.append(clock.now))
    clock = SimpleNamespace(now=100.0, monotonic=lambda: clock.now)
    monkeypatch.setattr("shop.worker.time", clock)
    config = Config()
    worker = Worker(1, os.getppid(), [], told, 30, config, Logger(config))
    for clock.now in (100.0, 100.5, 101.0, 101.9, 102.0):
        worker.notify()
    assert told_at == [100.0, 101.0, 102.0]


def asked(client, request):
    client.sendall(request)
    return answers(client, 1)[0]


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (b"GET /at-hand/ HTTP/1.1\r\nHost: a\r\n\r\n", "GET /at-hand/ in worker"),
        (b"GET /other HTTP/1.1\r\nHost: a\r\n\r\n", "GET /other in ThreadPoolExecutor-"),
        (b"POST /at-hand/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "POST /at-hand/ in post"),
        (b"GET /at-hand/ HTTP/1.1\r\nHost: a\r\ncooKie: a=b\r\n\r\n", "GET /at-hand/ in ThreadPoolExecutor-"),
        (b"GET /at-hand/ HTTP/1.1\r\nContent-Length: 1\r\n\r\n-", "GET /at-hand/ in ThreadPoolExecutor-"),
        (b"GET /at-hand/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "GET /at-hand/ in ThreadPool"),
        (b"GET /at-hand/ HTTP/1.1\r\nConnection: close\r\n\r\n", "GET /at-hand/ in ThreadPoolExecutor-"),
        (b"GET /at-hand/ HTTP/1.0\r\n\r\n", "GET /at-hand/ in ThreadPoolExecutor-"),
    ],
)
def test_only_what_is_at_hand_for_everybody_is_answered_without_a_thread(address, request_, answer):
    with connected(address) as client:
        # A new connection has a thread.
        assert asked(client, b"GET /at-hand/ HTTP/1.1\r\n\r\n").startswith("GET /at-hand/ in ThreadPool")
        assert asked(client, request_).startswith(answer)
        if b"close" in request_ or b"1.0" in request_:
            assert client.recv(1) == b""
        else:
            assert asked(client, b"GET /at-hand/2 HTTP/1.1\r\n\r\n") == "GET /at-hand/2 in worker"


def test_what_is_at_hand_is_asked_for_once(address):
    """What answers counts its answers (shop/metrics/counts.py)."""
    asked_at_once.clear()
    with connected(address) as client:
        asked(client, b"GET /1 HTTP/1.1\r\n\r\n")
        asked(client, b"GET /at-hand/ HTTP/1.1\r\n\r\n")
        asked(client, b"GET /at-hand/last HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert asked_at_once == ["/at-hand/"]


@pytest.mark.parametrize(
    ("setting", "value"), [(None, None), ("accesslog", "-"), ("max_requests", 5), ("statsd_host", "127.0.0.1:8125")]
)
def test_what_gunicorn_shall_log_or_count_is_not_at_hand(address, setting, value):
    config = Config()
    if setting:
        config.set(setting, value)
    worker = Served(1, os.getppid(), [], told, 30, config, Logger(Config()))
    worker.load_wsgi()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"GET /at-hand/ HTTP/1.1\r\n\r\n")
        conn = TConn(config, ours, ("192.0.2.1", 50_000), ("127.0.0.1", 8000))
        assert bool(worker.answer_at_once(conn)) == (setting is None)


def test_who_reads_slowly_is_waited_for_by_a_thread(address):
    with connected(address) as slow, connected(address) as other:
        for client in (slow, other):
            asked(client, b"GET /1 HTTP/1.1\r\n\r\n")
        slow.sendall(b"GET /at-hand/large HTTP/1.1\r\n\r\n")
        start = slow.recv(1000)
        assert asked(other, b"GET /at-hand/2 HTTP/1.1\r\n\r\n") == "GET /at-hand/2 in worker"
        head, _, body = start.partition(b"\r\n\r\n")
        rest = slow.makefile("rb").read(len(LARGE) + len("GET /at-hand/large in worker\n") - len(body))
        assert head.startswith(b"HTTP/1.1 200 OK\r\n")
        assert body + rest == LARGE + b"GET /at-hand/large in worker\n"
        assert asked(slow, b"GET /at-hand/3 HTTP/1.1\r\n\r\n") == "GET /at-hand/3 in worker"


def test_what_is_at_hand_is_sent_while_all_threads_wait(address):
    may_go_on.clear()
    with connected(address) as waiting, connected(address) as other:
        asked(other, b"GET /1 HTTP/1.1\r\n\r\n")
        # gunicorn's setting is one thread.
        waiting.sendall(b"GET /wait HTTP/1.1\r\n\r\n")
        for number in range(3):
            request = b"GET /at-hand/%d HTTP/1.1\r\n\r\n" % number
            assert asked(other, request) == f"GET /at-hand/{number} in worker"
        may_go_on.set()
        assert answers(waiting, 1)[0].startswith("GET /wait in ThreadPool")


def test_what_is_at_hand_and_malformed_is_refused_as_ever(address):
    with connected(address) as client:
        asked(client, b"GET /1 HTTP/1.1\r\n\r\n")
        client.sendall(b"GET /at-hand/ HTTP/1.1\r\nContent-Length : 5\r\n\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.1 400 ")


def test_a_head_at_hand_has_no_body(address):
    with connected(address) as client:
        asked(client, b"GET /1 HTTP/1.1\r\n\r\n")
        client.sendall(b"HEAD /at-hand/ HTTP/1.1\r\n\r\n")
        assert client.recv(1000).endswith(b"\r\nContent-Length: 25\r\n\r\n")
        assert asked(client, b"GET /at-hand/2 HTTP/1.1\r\n\r\n") == "GET /at-hand/2 in worker"
