"""Search in the database: what the typed words mean, which shades match, and their ranking.

Every term must match. A word matches the beginning of a word, or another form of it, in either language
(`text.py`), a bulb holder only itself; a length matches the widest measure or the height within 10 mm; a bare number is
either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import reduce
from math import ceil, floor
from operator import or_

from django.db.models import Case, Expression, F, IntegerField, Q, Value, When
from django.db.models.functions import Abs, Least, StrIndex
from django.db.models.lookups import GreaterThan, LessThan

from catalog.search.bulbs import HOLDERS
from catalog.search.colours import NAMES
from catalog.search.measures import lengths, plainly_measured
from catalog.search.synonyms import ALWAYS, BESIDE, COLOUR, EMPTY
from catalog.search.text import normalised, stem, words

# Words that apply to every shade: they are ignored.
EVERYWHERE = frozenset(stem(word) for word in f"{ALWAYS} {BESIDE}".split())
COLOURS = frozenset(stem(word) for said in [*COLOUR.values(), *(name.words for name in NAMES)] for word in said.split())

# Anything beyond these limits is ignored, with a message.
MAX_LETTERS = 100
MAX_TERMS = 8
# The tolerance of lengths: sizes differ between makers by more than shoppers measure.
TOLERANCE_MM = 10
# A bare number with at most this many digits may be centimetres.
MAX_CENTIMETRE_DIGITS = 3
# The most rows that are ranked: a word that more shades have says little about any of them.
RANKED = 120
# The columns that a length is compared with, by side.
SIDES = {"width": ("widest_mm",), "height": ("height_mm",), "": ("widest_mm", "height_mm")}


@dataclass(frozen=True)
class Term:
    """One term of a search: `text` for display, `word` or `length_mm` (or both, for a bare number).

    `side` is that of the length: width, height, or empty for either. `lexemes`: what the word is looked for by, where
    that is known (`SearchWord`); it means the same.
    """

    text: str
    word: str = ""
    length_mm: Decimal | None = None
    side: str = ""
    lexemes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def condition(self) -> Q:
        said = Q()
        if stem(self.word) in EVERYWHERE:
            return Q()
        if self.word and (self.length_mm is not None or self.word in HOLDERS):
            said = Q(search_text__has_exactly=self.word)
        elif self.word:
            said = Q(search_text__has_word=(self.word, *self.lexemes))
        if self.length_mm is None:
            return said
        # Of these the length is compared first: it costs less than a word.
        near = reduce(or_, (Q(**{f"{column}__range": self._near()}) for column in SIDES[self.side]))
        return near | said

    def _near(self) -> tuple[int, int]:
        """The range in whole millimetres within the tolerance, inclusive."""
        length = self.length_mm or Decimal(0)
        return ceil(length - TOLERANCE_MM), floor(length + TOLERANCE_MM)

    @property
    def size_distance(self) -> Expression:
        """The distance of a row from the length in millimetres; if either side may be meant, of the nearer one."""
        length = Value(round(self.length_mm or 0))
        sides = [Abs(F(column) - length) for column in SIDES[self.side]]
        return Least(*sides) if len(sides) > 1 else sides[0]

    @property
    def distance(self) -> Expression:
        """The rank of a matching row, 0 (best) to 3: whole words first, then names before facts."""
        if self.length_mm is not None:
            return Case(When(widest_mm__range=self._near(), then=0), default=1, output_field=IntegerField())
        text, end_of_names = F("search_text"), StrIndex(F("search_text"), Value("\n"))
        whole, start = StrIndex(text, Value(f" {self.word} ")), StrIndex(text, Value(f" {stem(self.word)}"))
        return Case(
            When(Q(GreaterThan(whole, 0)) & Q(LessThan(whole, end_of_names)), then=0),
            When(Q(GreaterThan(start, 0)) & Q(LessThan(start, end_of_names)), then=1),
            When(GreaterThan(whole, 0), then=2),
            default=3,
            output_field=IntegerField(),
        )


@dataclass(frozen=True)
class Search:
    """A parsed search."""

    terms: tuple[Term, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def text(self) -> str:
        """The search as text, as it would be typed."""
        return " ".join(term.text for term in self.terms)

    def by(self, lexemes: Mapping[str, tuple[str, ...]]) -> "Search":
        """The same search by these lexemes of its words."""
        return replace(self, terms=tuple(replace(one, lexemes=lexemes.get(one.word, ())) for one in self.terms))

    @property
    def condition(self) -> Q:
        """The condition that products must meet."""
        condition = Q()
        for term in self.terms:
            condition &= term.condition
        return condition

    @property
    def has_lengths(self) -> bool:
        return any(term.length_mm is not None for term in self.terms)

    @property
    def without_lengths(self) -> "Search":
        """The same search in any size."""
        return Search(tuple(term for term in self.terms if term.length_mm is None))

    @property
    def size_distance(self) -> Expression:
        """The sum of the distances of all lengths."""
        return _sum(term.size_distance for term in self.terms if term.length_mm is not None)

    @property
    def distance(self) -> Expression:
        """The sum of the ranks of all terms: the smaller, the better the match."""
        return _sum(term.distance for term in self.terms)


def _sum(expressions: Iterable[Expression]) -> Expression:
    total: Expression = Value(0)
    for expression in expressions:
        total = total + expression
    return total


def understood(typed: str) -> Search:
    """Parses a search. No input is an error; only letters and digits count."""
    text = plainly_measured(normalised(typed[:MAX_LETTERS]))
    terms, rest_from = [], 0
    for length in lengths(text):
        terms += _words(text[rest_from : length.start])
        terms.append(Term(length.text, length_mm=length.millimetres, side=length.side))
        rest_from = length.end
    terms += _words(text[rest_from:])
    telling = [term for term in terms if term.word not in EMPTY and stem(term.word) not in EVERYWHERE] or terms
    unique = tuple(dict.fromkeys(telling))
    return Search(unique[:MAX_TERMS], is_cut=len(unique) > MAX_TERMS or len(typed) > MAX_LETTERS)


def _words(text: str) -> list[Term]:
    terms, found = [], words(text)
    for word, following in zip(found, [*found[1:], ""], strict=False):
        is_number = word.isascii() and word.isdecimal() and len(word) <= MAX_CENTIMETRE_DIGITS
        # In "light green" the word means pale.
        meant = "pale" if word == "light" and stem(following) in COLOURS else word
        terms.append(Term(meant, meant, Decimal(word) * 10 if is_number else None))
    return terms
