"""Rules of the shop's own words that no constraint can express: each yields one line for each fault."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from pages.models import Page, PageVersion
from pages.models.page import WORDS
from shop.consistency import found, missing_triggers

# Whose changes PostgreSQL counts for kept pages (shop/kept/changes.py).
SHOWN = ("business", "pages", "page_versions")


def faults_of_pages() -> Iterator[str]:
    """Pages whose newest version is not what they say, as after SQL by hand; and changes that nobody counts."""
    newer = PageVersion.objects.filter(page=OuterRef("page"), pk__gt=OuterRef("pk"))
    same = Q(**{name: OuterRef(name) for name in WORDS})
    newest = PageVersion.objects.filter(same, ~Exists(newer), page=OuterRef("pk"))
    yield from found(
        Page.objects.filter(~Exists(newest)).order_by("pk"), "page {slug}: its newest version is not what it says"
    )
    if connection.vendor == "postgresql":
        for table in SHOWN:
            yield from missing_triggers(table, [f"{table}_shown"])
