"""A gigabyte is sent: it is refused by the size that is said, and costs neither memory nor disk; in chunks too."""

import os
import select
import shutil
import socket
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.nginx import nginx
from orders.tests.whole_shop.race.databases import on_postgresql
from orders.tests.whole_shop.race.visitors import together

pytestmark = [pytest.mark.race, pytest.mark.skipif(on_postgresql(), reason="the same on each database: SQLite's run")]

GIGABYTE = 2**30
MEGABYTE = 2**20
PIECE = b"x" * MEGABYTE
BEGINNING = b'--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n'
# How long a server may go on taking what it has refused, in seconds.
LONGEST = 20


@contextmanager
def served(behind, shop, folder):
    """The port of gunicorn itself, or of nginx in front of it."""
    if behind == "gunicorn":
        yield shop.port
    elif not (shutil.which("nginx") or "CI" in os.environ):
        pytest.skip("nginx is not installed; CI has it")
    else:
        with nginx(folder, application=shop.port) as port:
            yield port


def memory(shop):
    """Bytes of the largest process of a shop, as the system counts them."""
    group = str(shop.process.pid)
    largest = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if fields[2] == group:
            largest = max(largest, int(fields[21]) * os.sysconf("SC_PAGESIZE"))
    return largest


def stored(*folders):
    """Bytes of all files that were left."""
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def send(port, path, length):
    """Sends up to a gigabyte, until it is answered: the first line of the answer, and how many bytes were taken."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    if length is None:
        head += f"Transfer-Encoding: chunked\r\n\r\n{GIGABYTE:x}\r\n"
    else:
        head += f"Content-Length: {length}\r\n\r\n"
    sent, end = 0, time.monotonic() + LONGEST
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as client:
        try:
            client.sendall(head.encode() + BEGINNING)
            while sent < GIGABYTE and time.monotonic() < end and not select.select([client], [], [], 0)[0]:
                client.sendall(PIECE)
                sent += MEGABYTE
        except OSError:  # it has hung up, or takes no more
            pass
        try:
            answer = client.recv(100).split(b"\r\n")[0].decode()
        except ConnectionResetError:
            answer = ""
    return answer, sent


@pytest.mark.parametrize("behind", ["gunicorn", "nginx"])
def test_a_gigabyte_of_strangers_costs_neither_memory_nor_disk(open_shop, tmp_path, behind, measured):
    (tmp_path / "tmp").mkdir()
    shop = open_shop(processes=1, threads=4, TMPDIR=str(tmp_path / "tmp"))
    with served(behind, shop, tmp_path / "nginx") as port:
        before, began, most = memory(shop), time.monotonic(), 0
        for path in ("/orders/", "/admin/catalog/product/add/"):
            for length in (GIGABYTE, None):
                answers, _seconds = together([lambda path=path, length=length: send(port, path, length)] * 4)
                # Whoever sends on after the answer may find the connection closed before it is read. In chunks there
                # is no size: gunicorn reads nothing, and an empty form is answered.
                expected = ("413",) if length or behind == "nginx" else ("302", "303", "403")
                assert {answer.split()[1] for answer, _sent in answers if answer} <= set(expected)
                most = max(most, *(sent for _answer, sent in answers))
        seconds, grown = time.monotonic() - began, memory(shop) - before
    assert shop.visitor().get("/healthz").status == 200
    assert stored(tmp_path / "tmp", tmp_path / "nginx" / "body") == 0
    assert most < 50 * MEGABYTE
    assert grown < 50 * MEGABYTE
    measured(
        f"16 times 1 GB to {behind}: {most // MEGABYTE} MB taken of each at most, "
        f"{grown / MEGABYTE:.0f} MB of memory, {seconds:.1f} s"
    )
