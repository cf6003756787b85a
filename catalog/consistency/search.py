"""Whether every shade is found by the words that it has now."""

from collections.abc import Iterator

from catalog.models import Product
from catalog.search.text import SOURCES, document, spelt, stem
from catalog.search.words import SearchWord, is_kept

REMEDY = "run manage.py refresh_search"


def faults_of_search() -> Iterator[str]:
    """Memory grows with the number of different words, not with that of shades."""
    known = dict(SearchWord.objects.values_list("word", "stem"))
    wrong = (word for word, its_stem in known.items() if its_stem != stem(word))
    yield from (f"search word {word}: its stem is {known[word]!r}; {REMEDY}" for word in wrong)
    seen: set[str] = set()
    unknown: set[str] = set()
    rows = Product.objects.order_by("pk").values_list("search_text", *sorted(SOURCES), named=True)
    for shade in rows.iterator():
        if shade.search_text != document(shade):
            yield f"product {shade.sku}: its search text is not that of its data; {REMEDY}"
        elif not seen.issuperset(words := shade.search_text.split()):
            seen.update(words)
            unknown.update(word for word in spelt(shade.search_text) if is_kept(word) and word not in known)
    yield from (f"search word {word}: it is not in the list of known words; {REMEDY}" for word in sorted(unknown))
