"""Whether every shade is found by the words that it has now."""

from collections.abc import Iterator
from functools import lru_cache
from types import SimpleNamespace

from catalog.models import Product
from catalog.models.facts import missing_facts
from catalog.models.make import missing_makes
from catalog.search.text import NAMES, SOURCES, line_of, line_of_facts, shared_words, stem
from catalog.search.words import SearchWord, entries

FACTS = sorted(SOURCES.difference(NAMES))
REMEDY = "run manage.py refresh_search"


def faults_of_search() -> Iterator[str]:
    """Memory grows with the number of different words and facts, not with that of shades."""
    known = dict(SearchWord.objects.values_list("word", "stem"))
    wrong = (word for word, its_stem in known.items() if its_stem != stem(word))
    yield from (f"search word {word}: its stem is {known[word]!r}; {REMEDY}" for word in wrong)
    seen: set[str] = set()
    unknown: set[str] = set()
    # The facts of most shades are those of another one; a tuple of their values finds the line that is made already.
    line_of_known_facts = lru_cache(maxsize=10_000)(
        lambda facts, shared: line_of_facts(SimpleNamespace(**dict(zip(FACTS, facts, strict=True))), shared)
    )
    rows = Product.objects.order_by("pk").values_list("search_text", *NAMES, *FACTS)
    for stored, *values in rows.iterator(chunk_size=5000):
        names, facts = values[: len(NAMES)], tuple(values[len(NAMES) :])
        lines = line_of(*names), line_of_known_facts(facts, shared_words(*names))
        if stored != "\n".join(lines):
            yield f"product {values[0]}: its search text is not that of its data; {REMEDY}"
            continue
        for line in lines:
            if line not in seen and (new := {word for word in line.split() if word not in seen}):
                seen.update(word for word in new if word.isalpha())
                unknown.update(one for one in entries(line) if one not in known)
        seen.add(lines[1])
    yield from (f"search word {word}: it is not in the list of known words; {REMEDY}" for word in sorted(unknown))
    yield from (f"product {sku}: the words of its facts are not kept; {REMEDY}" for sku in missing_facts())
    yield from (f"product {sku}: its make is not kept; {REMEDY}" for sku in missing_makes())
