"""What pages say of the shop and know of its own words, kept for a second in each process: no page has a query for it.

A kept page is as old as the oldest text on it: `shop.kept` is told when these were read.
"""

import threading
import time
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import reverse

from pages.models import Business, HomePage, Page, PageVersion
from pages.models.business import PK
from pages.models.page import Known
from shop.language import current_language, in_language
from shop.replica import read_from_primary

SECONDS = 1.0


class Link(NamedTuple):
    """A link to a page in the shop's own words, in one language. Fragments that are made once take it."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Current:
    """The business data and all pages, and when they were read, by `time.monotonic`. Nobody changes it."""

    business: Business
    read_at: float
    pages: tuple[Known, ...] = ()

    @property
    def links(self) -> dict[str, tuple[Link, ...]]:
        """For each language the pages that have a text in it, in the order of the footer. Nobody changes it."""
        return _links(self.pages)


# The pages are the same for days.
@lru_cache(maxsize=4)
def _links(pages: tuple[Known, ...]) -> dict[str, tuple[Link, ...]]:
    return {
        code: tuple(
            Link(page.kind, page.title(code), in_language(reverse("pages:page", args=[page.slug]), code))
            for page in pages
            if page.is_shown(code)
        )
        for code, _name in settings.LANGUAGES
    }


_kept: Current | None = None
_reading = threading.Lock()


def current() -> Current:
    """What was read in the last second, else what the database has now: two queries."""
    if found := _fresh():
        return found
    with _reading:
        return _fresh() or _read()


def business() -> Business:
    """The business data as it was in the last second; that of a fresh shop if there is no row."""
    return current().business


def links_to(*kinds: str) -> list[Link]:
    """Links to the pages of these kinds in the active language, in this order; to those that there are."""
    links = {link.kind: link for link in current().links[current_language()]}
    return [links[kind] for kind in kinds if kind in links]


def shown_at(slugs: Collection[str]) -> set[str]:
    """Those of these addresses that lead visitors to a page in the active language: its own, or a former one.

    A query only for addresses that no page has now.
    """
    language = current_language()
    pages = current().pages
    shown = {page.pk for page in pages if page.is_shown(language)}
    owner = {page.slug: page.pk for page in pages}
    if former := set(slugs) - owner.keys():
        # The newest of those that had it comes last, and is the one that stays.
        owner |= PageVersion.objects.filter(slug__in=former).order_by("pk").values_list("slug", "page")
    return {slug for slug in slugs if owner.get(slug) in shown}


def forget() -> None:
    """Has the next page read it anew."""
    global _kept
    _kept = None


def _fresh() -> Current | None:
    kept = _kept
    return kept if kept and time.monotonic() - kept.read_at < SECONDS else None


def _read() -> Current:
    global _kept
    began = time.monotonic()
    # Whoever changes it sees that at once: a replica might still have the former words.
    with read_from_primary():
        row = Business.objects.filter(pk=PK).first()
        _kept = Current(row or Business(), began, Page.objects.known())
    return _kept


@receiver(post_save, sender=Page)
@receiver(post_save, sender=HomePage)
@receiver(post_save, sender=Business)
def _changed(sender: Any, **kwargs: Any) -> None:
    """Whoever saves it sees it at once; other processes within a second."""
    forget()
    # Another thread may read the former words until these are committed.
    transaction.on_commit(forget)
