"""Corrects a search that found nothing: wrong keyboard layout, a mistyped letter, a rare name of a colour."""

from catalog.search.bulbs import HOLDERS
from catalog.search.colours import family_of
from catalog.search.keyboard import on_the_other_keyboard
from catalog.search.measures import is_unit
from catalog.search.query import EVERYWHERE, MAX_LETTERS, Search, Term, understood
from catalog.search.synonyms import EMPTY
from catalog.search.text import stem
from catalog.search.words import SHORTEST_KEPT, KnownWords, SearchWord

# The shortest word that may have both the wrong layout and a mistyped letter.
LONG_ENOUGH = 6


def corrected(typed: str) -> Search:
    """The search with each unknown word corrected. One query."""
    pieces = typed[:MAX_LETTERS].split()
    readings = [(understood(piece), understood(on_the_other_keyboard(piece))) for piece in pieces]
    known = SearchWord.objects.around({term.word for pair in readings for one in pair for term in one.terms})
    meant = [_meant(piece, *pair, known) for piece, pair in zip(pieces, readings, strict=True)]
    return understood(" ".join(meant))


def _meant(piece: str, typed: Search, switched: Search, known: KnownWords) -> str:
    """One part of the search, corrected; unchanged if there is no correction."""
    if all(_is_known(term, known) for term in typed.terms):
        return piece
    tells = any(_tells(term) for term in switched.terms)
    if tells and all(_is_known(term, known) for term in switched.terms):
        return switched.text
    if any(_nearest(term.word, known) for term in typed.terms):
        return _repaired(typed, known)
    if tells and all(_is_known(term, known) or _is_surely(term, known) for term in switched.terms):
        return _repaired(switched, known)
    return piece


def _is_surely(term: Term, known: KnownWords) -> bool:
    """Whether a word in the other layout may be mistyped as well: shorter words are near to others by chance."""
    return len(term.word) >= LONG_ENOUGH and bool(known.nearest(term.word))


def _is_known(term: Term, known: KnownWords) -> bool:
    word = term.word
    is_code = term.length_mm is not None or word in HOLDERS or word.isdecimal() or is_unit(word)
    return is_code or word in EMPTY or stem(word) in EVERYWHERE or known.has(word)


def _tells(term: Term) -> bool:
    """Whether a word is long enough to tell the layout: two letters are the beginning of some word by chance."""
    return term.length_mm is not None or is_unit(term.word) or len(term.word) >= SHORTEST_KEPT


def _nearest(word: str, known: KnownWords) -> str:
    """The family of a colour that no shade has, or the word with a letter corrected."""
    return family_of(word) or known.nearest(word)


def _repaired(search: Search, known: KnownWords) -> str:
    meant = [term.text if _is_known(term, known) else _nearest(term.word, known) for term in search.terms]
    return " ".join(word or term.text for word, term in zip(meant, search.terms, strict=True))
