"""The words of a shade as an index has them, so that a list is searched in its order without reading the shades.

Most words of a shade say what it is, and thousands of shades say the same in the second line of their search texts.
Only PostgreSQL keeps these lines apart (migration 0026): the table `product_facts` has the words of each, and the
column `facts` says which is a shade's. For the first line, of names, `name_starts` has two bits for the first letters
of each of its words. A shade that may have a word by these, and has it not by its facts, is read.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from django.db import connection

# As `search.text` writes it.
OF_THE_ROW = re.compile(r"([\w\"]+)\.search_vector @@ ('(?:[^']|'')*'::tsquery)")
ONE_WORD = re.compile(r"''(\w+)''(:\*)?")
# How many letters of a word `name_starts` knows, and in how many bits it has them.
LETTERS, BITS = 3, 256


class InOrder:
    """Writes a statement anew so that words are looked for in the index that it reads in its order.

    `shared` are parts of the whole statement: the facts that have each of the words.
    """

    def __init__(self, place: int) -> None:
        self.place = place
        self.names: dict[str, str] = {}
        # What asks whether a shade `{table}` is found by its names; `{by_name}` is how each shade says so.
        self.named = ""

    @property
    def shared(self) -> list[str]:
        return [
            f"{name} AS MATERIALIZED (SELECT facts FROM product_facts WHERE words @@ {tsquery})"  # noqa: S608  # words of `search.text`
            for tsquery, name in self.names.items()
        ]

    def written(self, statement: str) -> str:
        """Of words of which one is the beginning of others and has two letters, the index knows nothing."""
        return OF_THE_ROW.sub(self._in_index, statement)

    def of_facts(self, statement: str) -> str:
        """The same for a statement on what has facts and no names."""
        return OF_THE_ROW.sub(lambda found: f"({self._has_facts(*found.groups())})", statement)

    def own_words(self, needed: Iterable[str]) -> str:
        """What names must have where facts are not enough: one of the words, and of those that are `needed` each that
        no facts have.
        """
        some = f"({' || '.join(self.names)})"
        missing = [f"CASE WHEN EXISTS (SELECT FROM {self.names[one]}) THEN {some} ELSE {one} END" for one in needed]
        return " && ".join([some, *(missing if len(self.names) > 1 else ())])

    def may_be_named(self, table: str) -> str:
        """Whether a shade may have one of the words, other than numbers, in its names and not in its facts."""
        words = {tsquery: ONE_WORD.findall(tsquery) for tsquery in self.names}
        named = (
            f"NOT {self._has_facts(table, tsquery)} AND ({_may_be(table, found)})"
            for tsquery, found in words.items()
            if not all(word.isdecimal() for word, _begins in found)
        )
        return " OR ".join(named) or "FALSE"

    def _in_index(self, found: re.Match[str]) -> str:
        table, tsquery = found.groups()
        words = ONE_WORD.findall(tsquery)
        if any(begins and len(word) < LETTERS for word, begins in words):
            return found[0]
        by_name = f"({_may_be(table, words)}) AND has_words({table}.id, {tsquery})"
        if self.named:
            by_name = self.named.format(table=table, by_name=by_name)
        return f"(({self._has_facts(table, tsquery)} OR {by_name}) IS TRUE)"

    def _has_facts(self, table: str, tsquery: str) -> str:
        name = self.names.setdefault(tsquery, f"facts_{self.place}_{len(self.names)}")
        return f"{table}.facts IN (SELECT facts FROM {name})"  # noqa: S608  # names made here


def _may_be(table: str, words: Iterable[tuple[str, str]]) -> str:
    starts = [bits_of(start) for start in sorted({word[:LETTERS] for word, _begins in words})]
    return " OR ".join(f"({table}.name_starts & {start}) = {start}" for start in starts)


def words_of(statement: str) -> list[str]:
    """The words that it looks for in rows, each as PostgreSQL does."""
    return [tsquery for _table, tsquery in OF_THE_ROW.findall(statement)]


@lru_cache(maxsize=1000)
def bits_of(start: str) -> str:
    """The two bits of `name_starts` for the first letters of a word, as a literal."""
    first, second, *_rest = sha256(start.encode()).digest()
    return f"X'{1 << (BITS - 1 - first) | 1 << (BITS - 1 - second):0{BITS // 4}x}'"


# Each with its words, and some shade that has it.
THERE = r"""
    SELECT facts, strip(to_tsvector('simple', split_part(min(search_text), E'\n', 2))) AS said, min(sku) AS sku
    FROM products GROUP BY facts
"""


def missing_facts() -> Iterator[str]:
    """The SKU of a shade of each whose facts are not kept, or not with their words."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT sku FROM ({THERE}) AS there LEFT JOIN product_facts USING (facts) "  # noqa: S608  # names made here
                "WHERE words IS DISTINCT FROM said"
            )
            yield from (sku for (sku,) in cursor.fetchall())


def keep_missing_facts() -> None:
    """Keeps what the triggers of `products` have not kept, and mends words."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH there AS ({THERE}), mended AS (UPDATE product_facts SET words = said FROM there "  # noqa: S608  # as above
                "WHERE product_facts.facts = there.facts AND words <> said) "
                "INSERT INTO product_facts SELECT facts, said FROM there "
                "WHERE NOT EXISTS (SELECT FROM product_facts AS known WHERE known.facts = there.facts)"
            )
