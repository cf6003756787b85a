"""What search knows of the shades, filled anew. Saving a product does it for that one; this is for all."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from catalog.models.product import Product
from catalog.search.text import document, spelt, stem
from catalog.search.words import SearchWord, is_kept

BATCH = 500


@dataclass(frozen=True)
class Refreshed:
    """How many products there are, how many of their texts were other than they should be, how many words are known."""

    products: int
    changed: int
    words: int


def refresh_search(*, progress: Callable[[int, int], None] = lambda done, total: None) -> Refreshed:
    """Fills every search text and the list of known words. Nothing is locked for longer than a batch."""
    total, done, changed, after = Product.objects.count(), 0, 0, 0
    # A word that is saved from now on is known, even if its shade has been passed already.
    before = dict(SearchWord.objects.values_list("word", "stem"))
    known: set[str] = set()
    while (refreshed := _refresh_batch(after))[0]:
        batch, stale = refreshed
        known.update(word for product in batch for word in spelt(product.search_text) if is_kept(word))
        done, changed, after = done + len(batch), changed + stale, batch[-1].pk
        progress(done, max(total, done))
    # A stem that another version of the stemmer has made is no longer one.
    gone = sorted(word for word, its_stem in before.items() if word not in known or its_stem != stem(word))
    for start in range(0, len(gone), BATCH):
        SearchWord.objects.filter(word__in=gone[start : start + BATCH]).delete()
    SearchWord.objects.learn(known)
    return Refreshed(done, changed, len(known))


def _refresh_batch(after: int) -> tuple[list[Product], int]:
    """The next products by primary key, with their texts as they should be, and how many were not."""
    with transaction.atomic():
        # Locked: a shade that staff rename meanwhile would get the words of its old name back.
        rows = Product.objects.select_for_update(no_key=True).filter(pk__gt=after).order_by("pk")
        batch, stale = list(rows[:BATCH]), []
        for product in batch:
            if product.search_text != (text := document(product)):
                product.search_text = text
                stale.append(product)
        Product.objects.bulk_update(stale, ["search_text"])
    return batch, len(stale)
