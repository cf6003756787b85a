"""Visitors of a measurement: they log in and fill their carts by HTTP, and wrk repeats their requests."""

import gzip
import http.client
import json
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from email.message import Message
from typing import Any
from urllib.parse import urlencode, urlsplit

import brotli

from bench.processes import cpu

Step = dict[str, Any]
CONNECTIONS = 8
UNPACK: dict[str, Callable[[bytes], bytes]] = {"": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
LUA = """
local i, text = 0, {}
function init() for k, v in ipairs(r) do text[k] = wrk.format(v[1], v[2], v[3], v[4]) end end
function request() i = i % #text + 1; return text[i] end
function done(s, l)
  io.write(string.format("RESULT %d %f %f %f %d\\n", s.requests, s.duration / 1e6, l:percentile(50) / 1e3,
    l:percentile(99) / 1e3, s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout))
end"""


class Client:
    """One visitor: cookies and what the pages told. In steps, {n}, {p1}, {p2} and {p3} are the visitor's numbers."""

    def __init__(self, base: str, number: int, **headers: str) -> None:
        self.host, self.number = urlsplit(base).netloc, number
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.cookies: dict[str, str] = {}
        self.took: dict[str, Any] = {}

    def parts(self, step: Step) -> tuple[str, str, dict[str, str], str | None]:
        """Method, path, headers and body of a step."""
        step = self._filled(step)
        headers = {
            "Host": self.host,
            "Referer": f"http://{self.host}/",
            "Sec-Fetch-Site": "same-origin",
            **self.headers,
        }
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers["X-CSRFToken"] = self.cookies.get("csrf", self.cookies.get("csrftoken", ""))
        if "form" not in step:
            return "GET", step["path"], headers | step.get("headers", {}), None
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        form = {
            key: self.took.get(value[1:], value) if value[:1] == "@" else value for key, value in step["form"].items()
        }
        return "POST", step["path"], headers, urlencode(form, doseq=True)

    def do(self, step: Step) -> tuple[int, Message, str]:
        method, path, headers, body = self.parts(step)
        status, answered, content = self.send(method, path, headers, body)
        text = UNPACK[answered["Content-Encoding"] or ""](content).decode()
        for cookie in answered.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
            if "max-age=0" in cookie.lower():
                del self.cookies[name]
        if status >= 400:
            raise SystemExit(f"{method} {path}: {status} {text[:300]}")
        for name, pattern in step.get("take", {}).items():
            self.took[name] = re.findall(pattern, text)
        return status, answered, text

    def send(self, method: str, path: str, headers: dict[str, str], body: str | None) -> tuple[int, Message, bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.msg, content

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(one) for key, one in value.items()}
        if isinstance(value, str):
            numbers = {"{n}": self.number} | {f"{{p{i}}}": 3 * self.number - 3 + i for i in (1, 2, 3)}
            for name, number in numbers.items():
                value = value.replace(name, str(number))
        return value


def settled(*pids: int) -> float:
    """CPU seconds of these trees once they are idle, so that what was in flight is counted in its own run."""
    before = -1.0
    for _ in range(300):
        now = sum(cpu(pid) for pid in pids)
        if now - before < 0.025:
            return now
        before = now
        time.sleep(0.1)
    return before


def wrk(base: str, requests: list[tuple[str, str, dict[str, str], str | None]], seconds: int) -> dict[str, float]:
    """Sends the requests in turn on eight connections. Requests, their latencies in milliseconds, and errors."""
    written = []
    for method, path, headers, body in requests:
        fields = ", ".join(f"[{json.dumps(key)}]={json.dumps(value)}" for key, value in headers.items())
        said = json.dumps(body) if body is not None else "nil"
        written.append(f"{{{json.dumps(method)}, {json.dumps(path)}, {{{fields}}}, {said}}}")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"local r = {{{', '.join(written)}}}{LUA}")
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", script.name, base]
        said = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 120).stdout
    found = re.search(r"RESULT (\d+) (\S+) (\S+) (\S+) (\d+)", said)
    if not found:
        raise SystemExit(f"wrk said: {said}")
    count, duration, p50, p99, errors = map(float, found.groups())
    # What was in flight at the end is finished by the server, too.
    return {"count": count + CONNECTIONS, "rate": count / duration, "p50": p50, "p99": p99, "errors": errors}
