"""What a browser says of the page that it has, and of the compressions that it reads."""

import gzip

import brotli
import pytest
from django.http import HttpResponse

from shop.kept.mark import Mark, known_query
from shop.kept.page import encodings, has, page_of

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepted", "known"),
    [
        ("gzip, deflate, br, zstd", "br gzip"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br; q=0, gzip;q=0.000", ""),
        ("gzip;q=0.001", "gzip"),
        ("brotli", ""),
        ("*", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_compressions_that_a_browser_reads(accepted, known):
    assert " ".join(encodings(accepted)) == known


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        ('W/"x"', True),
        ('"x"', True),
        ('"y", W/"x"', True),
        ("*", True),
        ('"y"', False),
        ("x", False),
        ('"x', False),
        ("", False),
    ],
)
def test_whether_a_browser_has_the_page(said, is_there):
    assert has(said, 'W/"x"') is is_there


def test_a_page_of_other_headers_is_another_page():
    """Whoever is told that theirs is right keeps the headers that it came with."""
    tags = []
    for policy in ("default-src 'none'", "default-src 'none'", "default-src 'self'"):
        response = HttpResponse("<visitor-links></visitor-links>", headers={"Content-Security-Policy": policy})
        response.kept = Mark("/", "en", "")
        tags.append(page_of(response, 0).etag)
    assert tags[0] == tags[1] != tags[2]


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_a_page_that_is_asked_for_again_is_compressed_better_and_once(accepted):
    words = " ".join(str(number * number) for number in range(3000))
    response = HttpResponse(f"{words}<visitor-links>Log in</visitor-links>{words}")
    response.kept = Mark("/", "en", "")
    page = page_of(response, 0)
    environ = {"HTTP_ACCEPT_ENCODING": accepted}
    bodies = [page.for_nobody(environ, may_be_shared=False).body for _ in range(3)]
    assert len(bodies[0]) > len(bodies[1])
    assert bodies[1] is bodies[2]
    assert {UNPACK[accepted](body) for body in bodies} == {response.content}
    links = [page.with_links(b"Account", {"HTTP_ACCEPT_ENCODING": "gzip"}).body for _ in range(3)]
    assert {gzip.decompress(body) for body in links} == {response.content.replace(b"Log in", b"Account")}
    assert len(page._parts) == 1


@pytest.mark.parametrize(
    ("query", "known"),
    [
        ("", ""),
        ("a=1&b=2", "a=1"),
        ("b=2", ""),
        ("a=1&c=3&a=2", "a=1&c=3&a=2"),
        ("%61=1", "%61=1"),
        ("a=%20+%2B&c", "a=%20+%2B&c"),
        ("&&a=1&=x&", "a=1"),
        ("a;c=1", ""),
        ("A=1", ""),
        ("%ff=1&a=%ff", "a=%ff"),
    ],
)
def test_a_query_without_what_the_page_does_not_read(query, known):
    assert known_query(query, frozenset({"a", "c"})) == known
