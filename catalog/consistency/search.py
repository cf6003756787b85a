"""Whether every shade is found by the words that it has now."""

from collections.abc import Iterator
from functools import lru_cache
from types import SimpleNamespace

from catalog.models import Product
from catalog.search.text import SOURCES, line_of_facts, line_of_names, spelt, stem
from catalog.search.words import SearchWord, is_kept

NAMES = ("sku", "name_en", "name_ru", "colour_en", "colour_ru")
FACTS = sorted(SOURCES.difference(NAMES))
REMEDY = "run manage.py refresh_search"


def faults_of_search() -> Iterator[str]:
    """Memory grows with the number of different words, not with that of shades."""
    known = dict(SearchWord.objects.values_list("word", "stem"))
    wrong = (word for word, its_stem in known.items() if its_stem != stem(word))
    yield from (f"search word {word}: its stem is {known[word]!r}; {REMEDY}" for word in wrong)
    seen: set[str] = set()
    unknown: set[str] = set()
    # The facts of most shades are those of another one; a tuple of their values finds the line that is made already.
    line_of_known_facts = lru_cache(maxsize=10_000)(
        lambda facts: line_of_facts(SimpleNamespace(**dict(zip(FACTS, facts, strict=True))))
    )
    rows = Product.objects.order_by("pk").values_list("search_text", *NAMES, *FACTS, named=True)
    for shade in rows.iterator():
        text = f"{line_of_names(shade)}\n{line_of_known_facts(shade[1 + len(NAMES) :])}"
        if shade.search_text != text:
            yield f"product {shade.sku}: its search text is not that of its data; {REMEDY}"
        elif new := {word for word in set(text.split()) - seen if is_kept(word)}:
            seen |= new
            unknown.update(word for word in spelt(shade.search_text) if is_kept(word) and word not in known)
    yield from (f"search word {word}: it is not in the list of known words; {REMEDY}" for word in sorted(unknown))
