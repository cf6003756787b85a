"""A finished page: its bytes, as they are and compressed, and the place where the visitor's links belong."""

import hashlib
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

import brotli
from django.http import HttpResponse
from django.utils.http import parse_etags

from shop.kept.ages import CACHE_CONTROL
from shop.kept.mark import Mark
from shop.kept.packing import Forms, Packed, pack, unpacked

Headers = list[tuple[str, str]]
Parts = tuple[bytes, bytes, int]
OPEN, CLOSE = b"<visitor-links>", b"</visitor-links>"
# Set anew for each kind of answer.
OWN_HEADERS = {"cache-control", "vary", "content-length", "etag"}
# The compressions of the server, most wanted first.
COMPRESSIONS = ("br", "gzip")
# RFC 1952: deflated, of no time and no system in particular.
GZIP_HEADER = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
# How well each is compressed: most pages are asked for once, and the best costs a tenth of making one.
BROTLI_ONCE, BROTLI = 3, 5
DEFLATE_ONCE, DEFLATE = 3, 6
# In bytes: what a page takes beside its packed body, and the most that the compressed forms of all pages take.
BESIDE_BODY = 1500
compressed_forms = Forms(2 * 1024 * 1024)


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
    packed: Packed
    etag: str
    start: int
    end: int
    changes: int | None = None
    ends: float = 0.0
    # Kept when they are asked for a second time, and the same after a renewal: the compressed forms for nobody, and
    # what stands before the links and behind them, each deflated by itself, with the check sum of the first.
    _asked: set[str] = field(default_factory=set)
    _compressed: dict[str, bytes] = field(default_factory=dict)
    _parts: dict[str, Parts] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of memory, without its compressed forms, which are bounded by themselves."""
        return len(self.packed.data) + BESIDE_BODY

    @property
    def body(self) -> bytes:
        return unpacked(self.packed)

    def is_at_hand(self, environ: dict[str, str]) -> bool:
        """Whether what this browser is sent `for_nobody` is there: it has the page, or reads a form that is kept."""
        accepted = encodings(environ.get("HTTP_ACCEPT_ENCODING", ""))
        is_packed = bool(accepted) and accepted[0] in self._compressed
        return is_packed or has(environ.get("HTTP_IF_NONE_MATCH", ""), self.etag)

    def for_nobody(self, environ: dict[str, str], *, may_be_shared: bool) -> Answer:
        """The page for a visitor who has nothing; shared caches may keep it at its own address, if it is young."""
        headers = [("Vary", "Accept-Encoding, Cookie"), ("ETag", self.etag)]
        headers.append(("Cache-Control", CACHE_CONTROL if may_be_shared else "private, no-cache"))
        if has(environ.get("HTTP_IF_NONE_MATCH", ""), self.etag):
            # The browser has the others: they are part of the tag (RFC 9110, 15.4.5).
            return Answer("304 Not Modified", headers, b"")
        headers = [*self.headers, *headers]
        if accepted := encodings(environ.get("HTTP_ACCEPT_ENCODING", "")):
            encoding = accepted[0]
            headers.append(("Content-Encoding", encoding))
            return _whole(headers, self._compressed.get(encoding) or self._compress(encoding))
        return _whole(headers, self.body)

    def with_links(self, links: bytes, environ: dict[str, str]) -> Answer:
        """The page for one visitor, with the links in the header that are theirs; no cache may keep it."""
        headers = [*self.headers, ("Vary", "Accept-Encoding, Cookie"), ("Cache-Control", "private, no-cache")]
        if "gzip" in encodings(environ.get("HTTP_ACCEPT_ENCODING", "")):
            return _whole([*headers, ("Content-Encoding", "gzip")], self._gzip(links))
        bytes_ = memoryview(self.body)
        return _whole(headers, b"".join((bytes_[: self.start], links, bytes_[self.end :])))

    def _compress(self, encoding: str) -> bytes:
        is_again = self._is_asked_again(encoding)
        if encoding == "gzip":
            packed = self._gzip(self.body[self.start : self.end])
        else:
            packed = brotli.compress(self.body, mode=brotli.MODE_TEXT, quality=BROTLI if is_again else BROTLI_ONCE)
        return compressed_forms.keep(self._compressed, encoding, packed, len(packed)) if is_again else packed

    def _is_asked_again(self, form: str) -> bool:
        is_again = form in self._asked
        self._asked.add(form)
        return is_again

    def _gzip(self, links: bytes) -> bytes:
        """The page with these links, of which nothing but them is compressed anew: nginx has nothing left to do."""
        body = self.body
        start, end, sum_of_start = self._parts.get("parts") or self._deflate(body)
        check = zlib.crc32(memoryview(body)[self.end :], zlib.crc32(links, sum_of_start))
        length = self.start + len(links) + len(body) - self.end
        trailer = check.to_bytes(4, "little") + length.to_bytes(4, "little")
        return b"".join((GZIP_HEADER, start, deflated_links(links), end, trailer))

    def _deflate(self, body: bytes) -> Parts:
        is_again = self._is_asked_again("parts")
        level = DEFLATE if is_again else DEFLATE_ONCE
        start, end = body[: self.start], body[self.end :]
        parts = deflated(start, level=level), deflated(end, zlib.Z_FINISH, level), zlib.crc32(start)
        if is_again:
            return compressed_forms.keep(self._parts, "parts", parts, len(parts[0]) + len(parts[1]))
        return parts


def deflated(part: bytes, flush: int = zlib.Z_FULL_FLUSH, level: int = DEFLATE) -> bytes:
    """A part of a stream, which refers to no other part: any may stand before it. With Z_FINISH it is the last."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(flush)


deflated_links = lru_cache(maxsize=1000)(deflated)


def page_of(response: HttpResponse, began: float) -> Page | None:
    """The page of a response to a visitor who has nothing; None where it must not be kept."""
    mark = getattr(response, "kept", None)
    is_plain = not (response.streaming or response.cookies or response.has_header("Content-Encoding"))
    if mark is None or response.status_code != 200 or not is_plain:
        return None
    body = response.content
    if body.count(OPEN) != 1 or body.count(CLOSE) != 1:
        return None
    headers = _alike(tuple(item for item in response.items() if item[0].lower() not in OWN_HEADERS))
    # Weak, because the compressed forms have the same one. A page whose headers have changed is another.
    digest = hashlib.blake2b(repr(headers).encode() + body, digest_size=16).hexdigest()
    etag = f'W/"{digest}"'
    start, end = body.index(OPEN) + len(OPEN), body.index(CLOSE)
    return Page(mark, min(began, mark.read_at), headers, pack(body, mark.kind), etag, start, end)


@lru_cache(maxsize=64)
def _alike(headers: tuple[tuple[str, str], ...]) -> Headers:
    """One list for all pages that have these: most have the same, and nobody changes it."""
    return list(headers)


def has(if_none_match: str, etag: str) -> bool:
    """Whether a browser has this very page."""
    if if_none_match in ("", etag):
        return bool(if_none_match)
    strong = etag.removeprefix("W/")
    tags = parse_etags(if_none_match)
    return "*" in tags or any(tag.removeprefix("W/") == strong for tag in tags)


@lru_cache(maxsize=100)
def encodings(accepted: str) -> tuple[str, ...]:
    """The compressions that both sides know, by a header Accept-Encoding; the most wanted first."""
    names = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        names[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return tuple(name for name in COMPRESSIONS if names.get(name))


def _whole(headers: Headers, body: bytes) -> Answer:
    return Answer("200 OK", [*headers, ("Content-Length", str(len(body)))], body)
