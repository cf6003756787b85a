"""A finished page: its bytes, as they are and compressed, and the place where the visitor's links belong."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import brotli
from django.http import HttpResponse
from django.utils.http import parse_etags

from shop.kept.ages import CACHE_CONTROL
from shop.kept.mark import Mark

Headers = list[tuple[str, str]]
OPEN, CLOSE = b"<visitor-links>", b"</visitor-links>"
# Set anew for each kind of answer.
OWN_HEADERS = {"cache-control", "vary", "content-length", "etag"}
# The server's languages, most wanted first, and how a page is written in each.
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}


@dataclass(frozen=True)
class Answer:
    """Status, headers and body, as a WSGI server takes them."""

    status: str
    headers: Headers
    body: bytes


@dataclass(frozen=True, eq=False)
class Page:
    """`began`: when its making began, in the seconds of the store's clock, or a later moment at which it was right. The
    number of `changes` tells that until it `ends` (shop/kept/changes.py). `start` and `end` enclose the links.
    """

    mark: Mark
    began: float
    headers: Headers
    body: bytes
    etag: str
    start: int
    end: int
    changes: int | None = None
    ends: float = 0.0
    _compressed: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of memory, with a half more for its compressed forms, which are made when they are first asked for."""
        return len(self.body) * 3 // 2

    def for_nobody(self, environ: dict[str, str], *, may_be_shared: bool) -> Answer:
        """The page for a visitor who has nothing; shared caches may keep it at its own address, if it is young."""
        headers = [*self.headers, ("Vary", "Accept-Encoding, Cookie"), ("ETag", self.etag)]
        headers.append(("Cache-Control", CACHE_CONTROL if may_be_shared else "private, no-cache"))
        if has(environ.get("HTTP_IF_NONE_MATCH", ""), self.etag):
            return Answer("304 Not Modified", headers, b"")
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.body
        if encoding:
            headers.append(("Content-Encoding", encoding))
            body = self._compressed.get(encoding) or self._compressed.setdefault(encoding, COMPRESS[encoding](body))
        return _whole(headers, body)

    def with_links(self, links: bytes) -> Answer:
        """The page for one visitor, with the links in the header that are theirs; no cache may keep it."""
        bytes_ = memoryview(self.body)
        body = b"".join((bytes_[: self.start], links, bytes_[self.end :]))
        return _whole([*self.headers, ("Vary", "Cookie"), ("Cache-Control", "private, no-cache")], body)


def page_of(response: HttpResponse, began: float) -> Page | None:
    """The page of a response to a visitor who has nothing; None where it must not be kept."""
    mark = getattr(response, "kept", None)
    is_plain = not (response.streaming or response.cookies or response.has_header("Content-Encoding"))
    if mark is None or response.status_code != 200 or not is_plain:
        return None
    body = response.content
    if body.count(OPEN) != 1 or body.count(CLOSE) != 1:
        return None
    headers = [(name, value) for name, value in response.items() if name.lower() not in OWN_HEADERS]
    # Weak, because the compressed forms have the same one.
    etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    return Page(mark, min(began, mark.read_at), headers, body, etag, body.index(OPEN) + len(OPEN), body.index(CLOSE))


def has(if_none_match: str, etag: str) -> bool:
    """Whether a browser has this very page."""
    if not if_none_match:
        return False
    strong = etag.removeprefix("W/")
    tags = parse_etags(if_none_match)
    return "*" in tags or any(tag.removeprefix("W/") == strong for tag in tags)


@lru_cache(maxsize=100)
def encoding_for(accepted: str) -> str:
    """The compression for a header Accept-Encoding; empty if there is none that both sides know."""
    names = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        names[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in COMPRESS if names.get(name)), "")


def _whole(headers: Headers, body: bytes) -> Answer:
    return Answer("200 OK", [*headers, ("Content-Length", str(len(body)))], body)
