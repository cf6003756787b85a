"""How answers reach the socket, and what of them is checked."""

from types import SimpleNamespace

import pytest
from gunicorn.http.errors import InvalidResponseHeader

from shop.answers import Answer, http_date, known_headers


@pytest.mark.parametrize(
    ("method", "status", "length", "parts", "sent"),
    [
        ("GET", "200 OK", "5", [b"whole"], [b"whole"]),
        ("GET", "200 OK", "5", [b"in", b"two"], [b"", b"in", b"two"]),
        ("GET", "200 OK", "5", [b"longer"], [b"", b"longe"]),
        ("GET", "200 OK", None, [b"of no length"], [b"", b"C\r\nof no length\r\n", b"0\r\n\r\n"]),
        ("HEAD", "200 OK", "5", [b"whole"], [b""]),
        ("GET", "304 Not Modified", None, [], [b""]),
        ("GET", "200 OK", "0", [b""], [b""]),
    ],
)
def test_a_body_of_one_part_is_sent_together_with_the_head(method, status, length, parts, sent):
    request = SimpleNamespace(method=method, version=(1, 1), should_close=lambda: False)
    written = []
    answer = Answer(request, SimpleNamespace(sendall=written.append), SimpleNamespace(protocol="http"))
    answer.start_response(status, [("Content-Length", length)] if length else [])
    for part in parts:
        answer.write(part)
    answer.close()
    head, body = written[0].split(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status}\r\n".encode())
    assert [body, *written[1:]] == sent


def headers_of(headers):
    answer = Answer(SimpleNamespace(method="GET", version=(1, 1)), None, SimpleNamespace(protocol="http"))
    answer.start_response("200 OK", headers)
    return answer.headers


def test_headers_are_checked_whether_they_are_known_or_not():
    for _ in range(2):
        many = [("Vary", "Cookie"), ("Connection", "close"), ("Set-Cookie", "a=b"), ("X-Frame-Options", " DENY ")]
        assert headers_of(many) == [("Vary", "Cookie"), ("Set-Cookie", "a=b"), ("X-Frame-Options", "DENY")]
        with pytest.raises(InvalidResponseHeader):
            headers_of([("Vary", "Cookie\r\nSet-Cookie: a=b")])
    assert ("Vary", "Cookie") in known_headers
    # Nothing of one visitor is kept.
    assert not any(name == "Set-Cookie" for name, _value in known_headers)


def test_the_date_of_an_answer_is_that_of_now(monkeypatch):
    monkeypatch.setattr("shop.answers.time", clock := SimpleNamespace(time=lambda: clock.now, now=784_111_777.2))
    assert http_date() == "Sun, 06 Nov 1994 08:49:37 GMT"
    clock.now += 0.9
    assert http_date() == "Sun, 06 Nov 1994 08:49:38 GMT"
