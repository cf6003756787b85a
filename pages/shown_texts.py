"""The texts that visitors read, and the links in them that lead nowhere by now: when they were saved, they did."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pages.current import current
from pages.faults import links_of
from pages.links import dead, path_of
from pages.models import Kind, Page
from pages.models.page import CODES, Known
from shop.language import in_language
from shop.translated import Translated


class ShownText(NamedTuple):
    page: Known
    language: str
    text: str


class DeadLink(NamedTuple):
    """A link to a page of the shop that is hidden, or has no text in this language. One that moved is found."""

    page: Known
    language: str
    line: int
    url: str


def shown_texts() -> tuple[ShownText, ...]:
    """What each shown page says in each language. One query whenever a page has changed."""
    return _shown_texts(current().pages)


# What is known of a page says when it was changed.
@lru_cache(maxsize=2)
def _shown_texts(pages: tuple[Known, ...]) -> tuple[ShownText, ...]:
    columns = [f"text_{code}" for code in CODES]
    texts = {pk: said for pk, *said in Page.objects.values_list("pk", *columns)}
    return tuple(
        ShownText(page, code, text)
        for page in pages
        for code, text in zip(CODES, texts.get(page.pk, ()), strict=False)
        if page.is_shown(code) and text
    )


def dead_links() -> Iterator[DeadLink]:
    """In the order of the footer, of languages and of lines.

    In each language a query or two if there are links to shades, and one if there are links to former addresses.
    """
    texts = shown_texts()
    gone = {
        code: dead((url for one in texts if one.language == code for _line, url in links_of(one.text)), code)
        for code in CODES
    }
    for page, language, text in texts:
        for line, url in links_of(text):
            if url in gone[language]:
                yield DeadLink(page, language, line, url)


def dead_links_to(paths: Iterable[str]) -> list[DeadLink]:
    """Those that lead to one of these paths, in whatever language they are written."""
    wanted = {in_language(path, "en") for path in paths}
    return [link for link in dead_links() if in_language(path_of(link.url), "en") in wanted]


def name_of(page: Known) -> str:
    """What staff call it: its kind, else its title."""
    return str(Kind(page.kind).label) if page.kind != Kind.OTHER else page.title_en or page.title_ru


def in_the_language(page: Known, language: str) -> str:
    """The page and the language of its text, in words: Terms (Russian)."""
    return str(Translated.LABELS[language].format(name_of(page)))
