"""The Markdown of the shop's pages: CommonMark with tables, without HTML and without pictures.

`rendered` is safe whatever a row says; `faults` names what staff have to mend, by line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.safestring import SafeString
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pages.links import is_there
from shop.language import in_language

# In characters.
LONGEST = 50_000
# Search engines show no more of a description.
LONGEST_DESCRIPTION = 160
# Of all addresses and of the names in them: a shop has a few dozen texts, in two languages.
MOST_KEPT = 200
# What other elements of the page are called (base.html).
TAKEN = ("content", "seller")
OUTSIDE = re.compile(r"https://[^/\s]+\.[^/\s]+|mailto:|tel:\+?[\d()./-]+\Z")
ALIGNED = {"text-align:right": "to-end", "text-align:center": "to-middle"}


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, and the beginning of it as a description for search engines."""

    html: SafeString
    description: str


def _parser(*, every_link: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    is_link: Callable[[str], bool] = any_link if every_link else is_safe
    parser.validateLink = is_link  # type: ignore[method-assign,assignment]  # as its documentation says
    return parser


def any_link(_url: str) -> bool:
    return True


def is_safe(url: str) -> bool:
    """Whether a link may be on a page: inside the shop, within the page, or by one of these schemes."""
    is_inside = url.startswith(("/", "#")) and not url.startswith(("//", "/\\"))
    return is_inside or OUTSIDE.match(url) is not None


# The reader of faults sees every link; what it would refuse stays plain text where it is rendered.
READER, RENDERER = _parser(every_link=True), _parser(every_link=False)
RENDERER.disable("image")


@lru_cache(maxsize=MOST_KEPT)
def rendered(text: str, language: str) -> Rendered:
    """The text as HTML, made once in each process; its links inside the shop are in the same language."""
    tokens = RENDERER.parse(text)
    anchors = _anchors(tokens)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchors[number])
        # The policy allows no inline style.
        elif aligned := ALIGNED.get(str(token.attrs.pop("style", ""))):
            token.attrSet("class", aligned)
        for link in _links(token):
            url = _url(link)
            if url.startswith("/"):
                link.attrSet("href", in_language(url, language))
    html = RENDERER.renderer.render(tokens, RENDERER.options, {})
    # No text can look like these tags: what is typed is escaped.
    html = html.replace("<table>", '<div class="table-scroll" tabindex="0"><table class="table">')
    html = html.replace("</table>", "</table></div>")
    paragraphs = (_words(inside) for inside, before in zip(tokens[1:], tokens, strict=False) if _is_first(before))
    return Rendered(SafeString(html), Truncator(next(paragraphs, "")).chars(LONGEST_DESCRIPTION))


def _is_first(token: Token) -> bool:
    return token.type == "paragraph_open" and token.level == 0


def faults(text: str, language: str, own: str) -> Iterator[str]:
    """One line for each heading or link that cannot stay, in the active language. `own`: the path of the page."""
    tokens = READER.parse(text)
    anchors = set(_anchors(tokens).values())
    line, level = 1, 1
    for number, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else line
        if token.type == "heading_open":
            for fault in _of_heading(int(token.tag[1]), level, _words(tokens[number + 1])):
                yield _at(line, fault)
            level = max(int(token.tag[1]), 2)
        here = line
        for child in token.children or ():
            here += child.type in ("softbreak", "hardbreak")
            if child.type == "image":
                yield _at(here, _("Pages show no pictures."))
            elif child.type == "link_open" and (fault := _of_link(_url(child), anchors, language, own)):
                yield _at(here, fault)


def _at(line: int, fault: str) -> str:
    return _("Line %(line)d: %(fault)s") % {"line": line, "fault": fault}


def _of_heading(level: int, before: int, said: str) -> Iterator[str]:
    if not said:
        yield _("This heading is empty.")
    if level == 1:
        yield _("The title of the page is its first heading: begin yours with ##.")
    elif level > before + 1:
        yield _("A level of headings is skipped: write %s here.") % ("#" * (before + 1))


def _of_link(url: str, anchors: set[str], language: str, own: str) -> str:
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
    if url.startswith("/") and urlsplit(url).path != own and not is_there(unquote(url), language):
        return _("There is no page at this address: %s") % unquote(url)
    return ""


def _url(link: Token) -> str:
    return str(link.attrs.get("href", ""))


def _links(token: Token) -> Iterator[Token]:
    return (child for child in token.children or () if child.type == "link_open")


def _words(token: Token) -> str:
    """What an inline token says, without its marks."""
    said = {"text", "code_inline"}
    parts = (one.content if one.type in said else " " * one.type.endswith("break") for one in token.children or ())
    return " ".join("".join(parts).split())


def _anchors(tokens: list[Token]) -> dict[int, str]:
    """For each heading, by its place among the tokens, the name that a link to it has: its words."""
    found: dict[int, str] = {}
    taken = set(TAKEN)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            words = slugify(_words(tokens[number + 1]), allow_unicode=True) or "section"
            name, more = words, 2
            while name in taken:
                name, more = f"{words}-{more}", more + 1
            taken.add(name)
            found[number] = name
    return found
