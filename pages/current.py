"""What pages say of the shop, kept for a second in each process, so that no page has a query for it.

A kept page is as old as the oldest text on it: `shop.kept` is told when these were read.
"""

import threading
import time
from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from pages.models import Business
from pages.models.business import PK

SECONDS = 1.0


@dataclass(frozen=True)
class Current:
    """The business data, and when it was read, by `time.monotonic`. Nobody changes it."""

    business: Business
    read_at: float


_kept: Current | None = None
_reading = threading.Lock()


def current() -> Current:
    """What was read in the last second, else what the database has now: one query."""
    if found := _fresh():
        return found
    with _reading:
        return _fresh() or _read()


def business() -> Business:
    """The business data as it was in the last second; that of a fresh shop if there is no row."""
    return current().business


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
    row = Business.objects.filter(pk=PK).first()
    _kept = Current(row or Business(), began)
    return _kept


@receiver(post_save, sender=Business)
def _changed(sender: Any, **kwargs: Any) -> None:
    """Whoever saves it sees it at once; other processes within a second."""
    forget()
