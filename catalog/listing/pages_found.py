"""The pages in the shop's own words that a search finds: every word must stand in one, in the language of the list."""

from collections.abc import Iterable
from datetime import datetime

from catalog.search.query import EVERYWHERE, Search
from catalog.search.text import line, stem
from pages.current import Link, current
from pages.models import Page
from pages.models.page import Known
from shop.language import current_language

MOST_FOUND = 3
# Texts that are kept: far more than a shop has.
MOST_KEPT = 500

# By page, time of its last change and language: the words of its title, and of its title and text.
_lines: dict[tuple[int, datetime, str], tuple[str, str]] = {}


def pages_found(search: Search) -> tuple[Link, ...]:
    """At most three, those with the words in their title first. One query where a text has changed since, else none."""
    words = [term.word for term in search.terms if stem(term.word) not in EVERYWHERE]
    now, language = current(), current_language()
    shown = [page for page in now.pages if page.is_shown(language)]
    if not shown or not all(words) or not words:
        return ()
    lines = _lines_of(shown, language)
    found: list[tuple[bool, int, Link]] = []
    for page, link in zip(shown, now.links[language], strict=True):
        title, whole = lines.get(page.pk, ("", ""))
        if _says(whole, words):
            found.append((not _says(title, words), len(found), link))
    return tuple(link for _is_elsewhere, _place, link in sorted(found)[:MOST_FOUND])


def _says(text: str, words: Iterable[str]) -> bool:
    """As a search for shades reads their texts; of a number the whole."""
    return all(
        f" {word} " in text if word.isdecimal() else f" {word}" in text or f" {stem(word)} " in text for word in words
    )


def _lines_of(pages: list[Known], language: str) -> dict[int, tuple[str, str]]:
    if unread := [page.pk for page in pages if (page.pk, page.changed_at, language) not in _lines]:
        columns = ("pk", "changed_at", f"title_{language}", f"text_{language}")
        for pk, changed_at, title, text in Page.objects.filter(pk__in=unread).values_list(*columns):
            _lines[pk, changed_at, language] = line([title]), line([title, text])
        while len(_lines) > MOST_KEPT:
            _lines.pop(next(iter(_lines)), None)
    # A text that has changed since the pages were listed is found with the next list, a second later.
    return {page.pk: _lines[key] for page in pages if (key := (page.pk, page.changed_at, language)) in _lines}
