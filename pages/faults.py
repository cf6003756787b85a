"""What staff have to mend in a text of the shop's pages, by line."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from markdown_it.token import Token

from pages.links import dead
from pages.markdown import MOST_KEPT, READER, anchors_of, is_safe, url_of, words_of

# In the words of a text that is no code and not quoted: what was meant to be a link and is none. A space between the
# brackets is a mistake only before an address.
MEANT = re.compile(
    r"(?P<words>\[[^\[\]]*)?\](?P<gap>\s*)\((?P<address>[^()]*(?:\([^()]*\)[^()]*)*)(?P<end>\)?)"
    r"|<(?P<between>(?:https?|mailto|tel):[^<>]*)>"
    r"|\]\[[^\[\]]+\]"
)
ADDRESS = re.compile(r"\s*(?:/|#|https?:|mailto:|tel:|www\.)")
# Stands in the words of a text for what is code, or for a quoted sign.
PLACE = "\ufffc"


def faults(text: str, language: str, expected: Collection[str]) -> Iterator[str]:
    """One line for each heading or link that cannot stay, in the active language.

    `expected`: paths of pages that are not there yet, such as that of the text.
    """
    tokens = READER.parse(text)
    anchors = set(anchors_of(tokens).values())
    found = [*_of_headings(tokens), *_of_words(tokens)]
    gone = dead((url for _line, url in links_of(text)), language, expected)
    for line, url in links_of(text):
        if fault := _of_link(url, anchors, gone):
            found.append((line, fault))
    for line, fault in sorted(found, key=lambda one: one[0]):
        yield at_line(line, fault)


def at_line(line: int, fault: str) -> str:
    return _("Line %(line)d: %(fault)s") % {"line": line, "fault": fault}


@lru_cache(maxsize=MOST_KEPT)
def links_of(text: str) -> tuple[tuple[int, str], ...]:
    """The line and the address of each link, in their order."""
    return tuple((line, url_of(one)) for line, one in _inline(READER.parse(text)) if one.type == "link_open")


def _inline(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """What stands in the lines of a text: words, links, pictures, each with its line."""
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        here = line
        for child in token.children or ():
            here += child.type in ("softbreak", "hardbreak")
            yield here, child


def _of_headings(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    before = 1
    for token, inside in pairwise(tokens):
        if token.type == "heading_open" and token.map:
            level, line = int(token.tag[1]), token.map[0] + 1
            if not words_of(inside):
                yield line, _("This heading is empty.")
            if level == 1:
                yield line, _("The title of the page is its first heading: begin yours with ##.")
            elif level > before + 1:
                yield line, _("A level of headings is skipped: write %s here.") % ("#" * (before + 1))
            before = max(level, 2)


def _of_words(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    for line, child in _inline(tokens):
        if child.type == "image":
            yield line, _("Pages show no pictures.")
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "inline":
            said = "".join(_said(child) for child in token.children or ())
            for match in MEANT.finditer(said):
                if fault := _of_brackets(match):
                    yield line + said.count("\n", 0, match.start()), fault


def _said(token: Token) -> str:
    if token.type in ("text_special", "code_inline"):
        return PLACE
    return "\n" if token.type.endswith("break") else token.content


def _of_brackets(match: re.Match[str]) -> str:
    """What to write in place of brackets that make no link; empty if they are no mistake."""
    if (between := match["between"]) is not None:
        return _no_link(f"<{_without_spaces(between)}>")
    if (address := match["address"]) is None:
        return _no_link("")
    if match["gap"] and not ADDRESS.match(address):
        return ""
    if not match["end"]:
        # What follows is not part of it.
        address = next(iter(address.split()), "")
    return _no_link(f"{match['words'] or '['}]({_without_spaces(address)})")


def _no_link(instead: str) -> str:
    if len(list(READER.parseInline(instead)[0].children or ())) > 1 and PLACE not in instead:
        return _("This is no link, and is shown with its brackets. Write %s") % instead
    return _("This is no link, and is shown with its brackets. Write it like this: %s") % "[Terms](/pages/terms/)"


def _without_spaces(address: str) -> str:
    """Of a number they go, in any other address they are written as addresses write them; a new line goes."""
    address = re.sub(r"\s*\n\s*", "", address.strip())
    return re.sub(r"\s+", "" if address.startswith("tel:") else quote(" "), address)


def _of_link(url: str, anchors: set[str], gone: set[str]) -> str:
    if not url:
        return _("This link leads nowhere.")
    if url.startswith("#"):
        return "" if unquote(url[1:]) in anchors else _("There is no such heading: %s") % unquote(url)
    if not is_safe(url):
        return _("A link begins with /, https://, mailto: or tel:, not as this one: %s") % unquote(url)
    if url.startswith("mailto:"):
        try:
            validate_email(url.removeprefix("mailto:").partition("?")[0])
        except ValidationError:
            return _("This is no e-mail address: %s") % unquote(url.removeprefix("mailto:"))
    return _("There is no page at this address: %s") % unquote(url) if url in gone else ""
