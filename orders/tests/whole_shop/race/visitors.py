"""Visitors: as little of a browser as the shop's pages need, and many of them at the same moment."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from threading import Barrier
from urllib.parse import urlencode

from django.test import Client

from orders.tests.checkout import FORM
from shop.tests.pages import elements


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    worker: str


class Visitor:
    """Keeps cookies and sends forms. A connection for each request, so that any process may answer it."""

    def __init__(self, port, user=None, cookies=(), network="192.0.2.1"):
        self.port = port
        self.network = network
        self.cookies = dict(cookies)
        if user:
            # The session is written straight into the database: checking passwords is not what is measured.
            client = Client()
            client.force_login(user)
            self.cookies["session"] = client.cookies["session"].value

    def copy(self):
        """The same cookies in another tab, or at another moment."""
        return Visitor(self.port, cookies=self.cookies, network=self.network)

    def get(self, path):
        return self._send("GET", path)

    def post(self, path, fields):
        return self._send("POST", path, urlencode(fields))

    def form(self, path, action):
        """The filled-in fields of the form on a page that is sent to an address; None: to the one of its page."""
        answer = self.get(path)
        form = f'form[action="{action}"]' if action else "form:not([action])"
        fields = [field.attributes for field in elements(answer.text, f"{form} input")]
        assert fields, f"{path} has no form for {action}: {answer.status} {answer.location}"
        return [(field["name"], field.get("value") or "") for field in fields]

    def review(self):
        """The fields of the review page, with an address typed in."""
        fields = self.form("/orders/new/", action="/orders/")
        return [(name, value) for name, value in fields if name not in FORM] + list(FORM.items())

    def place(self, fields):
        return self.post("/orders/", fields)

    def add(self, product, quantity=1):
        return self.post("/cart/items/", {"product_id": product.pk, "quantity": quantity})

    def _send(self, method, path, body=None):
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": self.network,
        }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
                if not morsel.value or morsel["max-age"] == "0":
                    del self.cookies[name]
        return Answer(response.status, response.headers.get("Location", ""), text, response.headers["X-Worker"])


def together(calls):
    """Makes all calls at the same moment, each in a thread of its own; their results, and the seconds they took."""
    calls = list(calls)
    start = Barrier(len(calls) + 1)

    def run(call):
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(run, call) for call in calls]
        start.wait()
        began = time.perf_counter()
        answers = [future.result() for future in futures]
        return answers, time.perf_counter() - began


def statuses(answers):
    return Counter(answer.status for answer in answers)


def told(answers):
    """Statuses in words, and how many processes of the shop gave them: for the numbers at the end of the run."""
    counts = ", ".join(f"{count} × {status}" for status, count in sorted(statuses(answers).items()))
    return f"{counts} by {len({answer.worker for answer in answers})} processes"
