"""Reading a page as a person reads it, and as a browser that minds the content security policy does."""

import re

from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode


def browser(user=None, **options):
    """A browser: it says of its posts that they come from this very site."""
    client = Client(headers={"sec-fetch-site": "same-origin"}, **options)
    if user is not None:
        client.force_login(user)
    return client


def elements(page, selector):
    """All elements that a CSS selector finds in a response, in HTML or in an element; there may be none."""
    if not isinstance(page, LexborNode):
        page = LexborHTMLParser(page if isinstance(page, str) else page.content.decode())
    return page.css(selector)


def element(page, selector):
    """The one element that a CSS selector finds; none or several fail the test."""
    found = elements(page, selector)
    assert len(found) == 1, f"{len(found)} elements are {selector!r}: {[one.html[:200] for one in found[:5]]}"
    return found[0]


def attribute(page, selector, name):
    """An attribute of the one element that a CSS selector finds; None where the element lacks it."""
    given = element(page, selector).attributes
    # An attribute without a value has the empty one.
    return (given[name] or "") if name in given else None


def attributes(page, selector, name):
    """An attribute of all elements that a CSS selector finds, each of which must have it."""
    return [one.attributes[name] or "" for one in elements(page, selector)]


def words(page, selector="body"):
    """What stands on the page or in the one element that a CSS selector finds, without its tags."""
    return text_of(element(page, selector))


def text_of(node):
    """The text of an element, without scripts and with single spaces."""
    texts = (part for part in node.traverse(include_text=True) if part.is_text_node)
    said = [part.text_content for part in texts if part.parent.tag not in ("script", "style")]
    return " ".join(" ".join(said).split())


def said(page):
    """The messages at the top of a page."""
    return [text_of(message) for message in elements(page, ".messages > .message > p")]


def beside(page, name, form="main"):
    """The error that describes a field, empty where there is none."""
    # Radio buttons are described by the box around them.
    fields = elements(page, f'{form} [name="{name}"], {form} fieldset:has([name="{name}"])')
    assert fields, f"there is no field {name!r} in {form!r}"
    described_by = {part for field in fields for part in (field.attributes.get("aria-describedby") or "").split()}
    errors = [error for error in elements(page, ".field__error") if error.id in described_by]
    return " ".join(map(text_of, errors))


def value_of(page, name, form="main"):
    """What a field shows, of the one field of that name in a form: of a choice, the value that is chosen."""
    if choices := elements(page, f'{form} select[name="{name}"] option'):
        chosen = [choice for choice in choices if "selected" in choice.attributes]
        return (chosen or choices)[0].attributes["value"]
    return attribute(page, f'{form} input[name="{name}"]', "value") or ""


def sent(page):
    """The fields of the admin's form as a browser would send them, files apart."""
    fields = {}
    for one in elements(page, "#content form input, #content form select, #content form textarea"):
        name, kind = one.attributes.get("name"), one.attributes.get("type")
        if not name or kind in ("submit", "file") or (kind == "checkbox" and "checked" not in one.attributes):
            continue
        if one.tag == "select":
            chosen = [option.attributes["value"] for option in one.css("option") if "selected" in option.attributes]
            fields[name] = chosen if "multiple" in one.attributes else (chosen or [""])[0] or ""
        elif one.tag == "textarea":
            fields[name] = one.text().removeprefix("\n")
        else:
            fields[name] = one.attributes.get("value") or ("on" if kind == "checkbox" else "")
    return {name: value for name, value in fields.items() if "__prefix__" not in name}


def inline(page):
    """Everything on the page that the policy forbids: scripts, styles and handlers in it, things of other hosts."""
    # A block of data is no script: nothing runs it, and the policy lets it be.
    found = elements(page, 'style, [style], script:not([src]):not([type="application/ld+json"])')
    for node in elements(page, "*"):
        for name, value in node.attributes.items():
            elsewhere = name in ("src", "srcset", "action") and re.match(r"(https?:)?//|data:|javascript:", value or "")
            if name.startswith("on") or elsewhere:
                found.append(node)
    return [node.html[:200] for node in found]


def is_russian(text):
    """Written in Russian: Cyrillic letters, and no Latin ones."""
    return bool(re.search("[а-яё]", text, re.IGNORECASE)) and not re.search("[a-z]", text, re.IGNORECASE)
