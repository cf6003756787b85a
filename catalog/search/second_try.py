"""What a search that finds nothing may have meant: typed on the other keyboard, with a wrong letter, a rare colour."""

from catalog.search.bulbs import HOLDERS
from catalog.search.colours import family_of
from catalog.search.keyboard import on_the_other_keyboard
from catalog.search.measures import is_unit
from catalog.search.query import EVERYWHERE, MAX_LETTERS, Search, Term, understood
from catalog.search.synonyms import EMPTY
from catalog.search.text import stem
from catalog.search.words import SHORTEST_KEPT, KnownWords, SearchWord

# For a word to be typed on the other keyboard and with a wrong letter as well.
LONG_ENOUGH = 6


def corrected(typed: str) -> Search:
    """The search with each word that no shade has changed to what it was meant to be. One query."""
    pieces = typed[:MAX_LETTERS].split()
    readings = [(understood(piece), understood(on_the_other_keyboard(piece))) for piece in pieces]
    known = SearchWord.objects.around({term.word for pair in readings for one in pair for term in one.terms})
    meant = [_meant(piece, *pair, known) for piece, pair in zip(pieces, readings, strict=True)]
    return understood(" ".join(meant))


def _meant(piece: str, typed: Search, switched: Search, known: KnownWords) -> str:
    """One piece of what was typed, as it was meant; as it is where nothing better is known."""
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
    """Whether a word of the other keyboard is a mistyped one: a shorter word is near to another by chance."""
    return len(term.word) >= LONG_ENOUGH and bool(known.nearest(term.word))


def _is_known(term: Term, known: KnownWords) -> bool:
    word = term.word
    is_code = term.length_mm is not None or word in HOLDERS or word.isdecimal() or is_unit(word)
    return is_code or word in EMPTY or stem(word) in EVERYWHERE or known.has(word)


def _tells(term: Term) -> bool:
    """Whether a word is enough to say that the keyboard was the other one: two letters begin some word by chance."""
    return term.length_mm is not None or is_unit(term.word) or len(term.word) >= SHORTEST_KEPT


def _nearest(word: str, known: KnownWords) -> str:
    """The family of a colour that no shade has, or the word with a letter put right."""
    return family_of(word) or known.nearest(word)


def _repaired(search: Search, known: KnownWords) -> str:
    meant = [term.text if _is_known(term, known) else _nearest(term.word, known) for term in search.terms]
    return " ".join(word or term.text for word, term in zip(meant, search.terms, strict=True))
