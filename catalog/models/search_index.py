"""Rebuilds the search index of all shades. Saving a product updates its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from catalog.models.facts import keep_missing_facts
from catalog.models.make import keep_missing_makes
from catalog.models.product import Product
from catalog.search.text import document, stem
from catalog.search.words import SearchWord, entries

BATCH = 500


@dataclass(frozen=True)
class Refreshed:
    """The number of products, of search texts that were out of date, and of known words."""

    products: int
    changed: int
    words: int


def refresh_search(*, progress: Callable[[int, int], None] = lambda done, total: None) -> Refreshed:
    """Rebuilds every search text, and the lists of words, facts and makes. A row is locked for a batch at most."""
    total, done, changed, after = Product.objects.count(), 0, 0, 0
    # Words saved from now on are kept, even if their shade has been processed already.
    before = dict(SearchWord.objects.values_list("word", "stem"))
    known: set[str] = set()
    while (refreshed := _refresh_batch(after))[0]:
        batch, stale = refreshed
        known.update(one for product in batch for one in entries(product.search_text))
        done, changed, after = done + len(batch), changed + stale, batch[-1].pk
        progress(done, max(total, done))
    # Stems made by another version of the stemmer are deleted.
    gone = sorted(word for word, its_stem in before.items() if word not in known or its_stem != stem(word))
    for start in range(0, len(gone), BATCH):
        SearchWord.objects.filter(word__in=gone[start : start + BATCH]).delete()
    SearchWord.objects.learn(known)
    keep_missing_facts()
    keep_missing_makes()
    return Refreshed(done, changed, len(known))


def _refresh_batch(after: int) -> tuple[list[Product], int]:
    """The next products by primary key, with their current texts, and how many were out of date."""
    with transaction.atomic():
        # Locked: a shade renamed in the meantime would otherwise get the words of its old name again.
        rows = Product.objects.select_for_update(no_key=True).filter(pk__gt=after).order_by("pk")
        batch, stale = list(rows[:BATCH]), []
        for product in batch:
            if product.search_text != (text := document(product)):
                product.search_text = text
                stale.append(product)
        Product.objects.bulk_update(stale, ["search_text"])
    return batch, len(stale)
