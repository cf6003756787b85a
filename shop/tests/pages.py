"""Reading a page as a person reads it, and as a browser that minds the content security policy does."""

import html
import re
from html.parser import HTMLParser

from django.test import Client


def browser(user=None, **options):
    """A browser: it says of its posts that they come from this very site."""
    client = Client(headers={"sec-fetch-site": "same-origin"}, **options)
    if user is not None:
        client.force_login(user)
    return client


def words(response):
    """What stands on the page, without its tags."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\xa0", " ").split())


def said(response):
    """The messages at the top of a page."""
    found = re.search(r'class="messages".*?</main>', response.content.decode(), re.DOTALL)
    messages = re.findall(r'<div class="message[^"]*"><p>(.*?)</p>', found[0], re.DOTALL) if found else []
    return [html.unescape(re.sub(r"<[^>]+>", "", message)).strip() for message in messages]


def beside(response, name):
    """The error that stands at a field, empty where there is none."""
    field = response.content.decode().partition(f'name="{name}"')[2]
    error = re.search(r'class="field__error".*?</p>', field.partition('<div class="field">')[0], re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", f"<p {error[0]}")).strip() if error else ""


def value_of(response, name):
    """What a field shows."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())
    value = re.search(r'value="([^"]*)"', field[0]) if field else None
    return html.unescape(value[1]) if value else ""


class Inline(HTMLParser):
    """Collects what the policy forbids: scripts, styles and handlers in the page itself, things of other hosts."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        # A block of data is no script: nothing runs it, and the policy lets it be.
        is_data = given.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and "src" not in given and not is_data) or "style" in given:
            self.found.append(f"<{tag} {given}>")
        for name, value in attrs:
            elsewhere = name in ("src", "srcset", "action") and re.match(r"(https?:)?//|data:|javascript:", value or "")
            if name.startswith("on") or elsewhere:
                self.found.append(f"<{tag} {name}={value!r}>")


def inline(response):
    """Everything on the page that the policy forbids."""
    parser = Inline()
    parser.feed(response.content.decode())
    return parser.found


def is_russian(text):
    """Written in Russian: Cyrillic letters, and no Latin ones."""
    return bool(re.search("[а-яё]", text, re.IGNORECASE)) and not re.search("[a-z]", text, re.IGNORECASE)
