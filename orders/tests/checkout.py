"""Going through the checkout as a shopper does: what the review page says is what is posted."""

import html
import re

from orders.tests.factories import DELIVERY

FORM = DELIVERY | {"country": "Sweden"}


def posted(page):
    """The hidden fields of a review page: the key, and the lines as it showed them."""
    text = page.content.decode()
    fields = re.findall(r'name="(checkout_key|line)" value="([^"]*)"', text)
    return {
        "checkout_key": next(html.unescape(value) for name, value in fields if name == "checkout_key"),
        "line": [html.unescape(value) for name, value in fields if name == "line"],
    }


def review(client, prefix=""):
    return client.get(f"{prefix}/orders/new/")


def send(client, page, prefix="", **fields):
    """Presses the button of a review page."""
    return client.post(f"{prefix}/orders/", posted(page) | FORM | fields)
