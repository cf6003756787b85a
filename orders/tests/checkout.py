"""Going through the checkout as a shopper does: what the review page says is what is posted."""

from orders.tests.factories import DELIVERY
from shop.tests.pages import elements, value_of

FORM = DELIVERY


def posted(page):
    """The hidden fields of a review page: the key, and the lines as it showed them."""
    lines = [line.attributes["value"] for line in elements(page, 'main input[name="line"]')]
    return {"checkout_key": value_of(page, "checkout_key"), "line": lines}


def review(client, prefix=""):
    return client.get(f"{prefix}/orders/new/")


def send(client, page, prefix="", **fields):
    """Presses the button of a review page."""
    return client.post(f"{prefix}/orders/", posted(page) | FORM | fields)
