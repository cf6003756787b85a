"""The Markdown of the shop's pages: CommonMark with tables, without HTML and without pictures.

What a row says is safe once it is rendered. `pages.faults` names what staff have to mend in it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.text import Truncator, slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

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


# The reader of faults sees every link, and which signs are quoted; what it would refuse stays plain text where it is
# rendered.
READER, RENDERER = _parser(every_link=True), _parser(every_link=False)
READER.disable("text_join")
RENDERER.disable("image")


@lru_cache(maxsize=MOST_KEPT)
def rendered(text: str, language: str) -> Rendered:
    """The text as HTML, made once in each process; its links inside the shop are in the same language."""
    tokens = RENDERER.parse(text)
    anchors = anchors_of(tokens)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchors[number])
        # The policy allows no inline style.
        elif aligned := ALIGNED.get(str(token.attrs.pop("style", ""))):
            token.attrSet("class", aligned)
        for link in _links(token):
            url = url_of(link)
            if url.startswith("/"):
                link.attrSet("href", in_language(url, language))
    html = RENDERER.renderer.render(tokens, RENDERER.options, {})
    # No text can look like these tags: what is typed is escaped.
    html = html.replace("<table>", '<div class="table-scroll" tabindex="0"><table class="table">')
    html = html.replace("</table>", "</table></div>")
    paragraphs = (words_of(inside) for inside, before in zip(tokens[1:], tokens, strict=False) if _is_first(before))
    return Rendered(SafeString(html), Truncator(next(paragraphs, "")).chars(LONGEST_DESCRIPTION))


def _is_first(token: Token) -> bool:
    return token.type == "paragraph_open" and token.level == 0


def url_of(link: Token) -> str:
    return str(link.attrs.get("href", ""))


def _links(token: Token) -> Iterator[Token]:
    return (child for child in token.children or () if child.type == "link_open")


def words_of(token: Token) -> str:
    """What an inline token says, without its marks."""
    said = {"text", "text_special", "code_inline"}
    parts = (one.content if one.type in said else " " * one.type.endswith("break") for one in token.children or ())
    return " ".join("".join(parts).split())


def anchors_of(tokens: list[Token]) -> dict[int, str]:
    """For each heading, by its place among the tokens, the name that a link to it has: its words."""
    found: dict[int, str] = {}
    taken = set(TAKEN)
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            words = slugify(words_of(tokens[number + 1]), allow_unicode=True) or "section"
            name, more = words, 2
            while name in taken:
                name, more = f"{words}-{more}", more + 1
            taken.add(name)
            found[number] = name
    return found
