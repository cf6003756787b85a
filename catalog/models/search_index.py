"""What search knows of the shades, filled anew. Saving a product does it for that one; this is for all."""

from collections.abc import Callable
from dataclasses import dataclass

from catalog.models.product import Product
from catalog.search.text import document, spelt
from catalog.search.words import SearchWord, may_be_mistyped

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
    known: set[str] = set()
    while batch := list(Product.objects.filter(pk__gt=after).order_by("pk")[:BATCH]):
        stale = [product for product in batch if product.search_text != document(product)]
        for product in stale:
            product.search_text = document(product)
        Product.objects.bulk_update(stale, ["search_text"])
        known.update(word for product in batch for word in spelt(product.search_text) if may_be_mistyped(word))
        done, changed, after = done + len(batch), changed + len(stale), batch[-1].pk
        progress(done, max(total, done))
    SearchWord.objects.learn(known)
    forgotten = sorted(set(SearchWord.objects.values_list("word", flat=True)) - known)
    for start in range(0, len(forgotten), BATCH):
        SearchWord.objects.filter(word__in=forgotten[start : start + BATCH]).delete()
    return Refreshed(done, changed, len(known))
