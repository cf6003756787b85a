"""A shopper of the chaos: a process that orders, pays and cancels whatever happens, and keeps the receipts."""

import random
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

from shop.tests.pages import element, text_of

# How long a shopper tries one thing. The database is away for seconds.
PATIENCE = 60
FAILED = (OSError, HTTPException, AssertionError)


@dataclass
class Receipts:
    """What the shop has acknowledged to one shopper, and what went otherwise than it should."""

    orders: dict[str, str] = field(default_factory=dict)
    paid: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Shopper:
    def __init__(self, visitor, products, seed, end):
        self.visitor, self.products, self.end = visitor, products, end
        self.random = random.Random(seed)
        self.receipts = Receipts()
        self.pages = {}

    def run(self):
        doings = [self.browse, self.order, self.order, self.order, self.replay, self.pay, self.cancel]
        while time.time() < self.end:
            try:
                self.random.choice(doings)()
            except FAILED:
                self.receipts.counts["given up"] += 1
        return self.receipts

    def ask(self, call):
        """Tries until the shop answers something else than that it cannot now."""
        began = time.monotonic()
        while True:
            try:
                answer = call()
            except FAILED:
                if time.monotonic() - began > PATIENCE:
                    raise
            else:
                if getattr(answer, "status", 200) == 500:
                    self.receipts.wrong.append(f"500: {answer.text[:100]}")
                if getattr(answer, "status", 200) < 500:
                    self.receipts.counts["operations"] += 1
                    longest = self.receipts.counts["longest wait, ms"]
                    self.receipts.counts["longest wait, ms"] = max(longest, int(1000 * (time.monotonic() - began)))
                    return answer
            self.receipts.counts["tries that failed"] += 1
            time.sleep(self.random.uniform(0.05, 0.4))

    def browse(self):
        self.ask(lambda: self.visitor.get(self.random.choice(["/", "/products/", "/cart/", "/orders/"])))

    def order(self):
        for product in self.random.sample(self.products, self.random.randint(1, 3)):
            quantity = self.random.randint(1, 3)
            self.ask(lambda product=product, quantity=quantity: self.visitor.add(product, quantity))
        answer = self.ask(lambda: self.visitor.get("/orders/new/"))
        if answer.status != 200:
            # Something is sold out: the cart is mended as its page offers.
            self.ask(lambda: self.visitor.post("/cart/mend/", {}))
            return
        page = self.ask(self.visitor.review)
        if self.random.random() < 0.2:
            self.hang_up(page)
        self.place(page)

    def hang_up(self, page):
        """Sends the form and does not wait for the answer. The same form is sent again later."""
        body = urlencode(page).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.visitor.cookies.items())
        head = (
            f"POST /orders/ HTTP/1.1\r\nHost: 127.0.0.1:{self.visitor.port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            "Sec-Fetch-Site: same-origin\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.visitor.port), timeout=10) as connection:
            connection.sendall(head.encode() + body)
            time.sleep(self.random.uniform(0, 0.05))
        self.receipts.counts["hang-ups"] += 1

    def place(self, page):
        answer = self.ask(lambda: self.visitor.place(page))
        key = dict(page)["checkout_key"]
        number = answer.location.strip("/").rpartition("/")[2] if answer.status == 303 else ""
        if "-" not in number:
            self.receipts.counts["refused"] += 1
        elif self.receipts.orders.setdefault(key, number) != number:
            self.receipts.wrong.append(f"one key, two orders: {number} and {self.receipts.orders[key]}")
        else:
            self.pages[key] = page

    def replay(self):
        """An old form once more: it leads to the order that it made."""
        if self.pages:
            self.place(self.pages[self.random.choice(list(self.pages))])

    def pay(self):
        self.press("pay")

    def cancel(self):
        self.press("cancel")

    def press(self, verb):
        touched = self.receipts.paid | self.receipts.cancelled
        fresh = [number for number in self.receipts.orders.values() if number not in touched]
        if fresh:
            number = self.random.choice(fresh)
            cancel, address = f"/orders/{number}/cancel/", f"/orders/{number}/{verb}/"
            # The form on this page has the token for both.
            fields = self.ask(lambda: self.visitor.form(cancel, action=cancel))
            self.ask(lambda: self.visitor.post(address, fields))
            # Every answer to a button is a redirect, that of a refusal too: what was done is said by the page.
            done = {"Paid": self.receipts.paid, "Cancelled": self.receipts.cancelled}.get(self.said_of(number))
            if done is None:
                self.receipts.counts["refused"] += 1
            else:
                done.add(number)

    def said_of(self, number):
        """The status that the page of an order shows; empty if there is no such page."""
        answer = self.ask(lambda: self.visitor.get(f"/orders/{number}/"))
        return text_of(element(answer.text, ".order-head .badge")) if answer.status == 200 else ""
