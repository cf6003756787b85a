"""All words by which shades can be found, to correct mistyped ones.

They are few however many products there are: those near enough in length are read, and compared here. So each database
gives the same answers, and neither needs an extension.

With them PostgreSQL finds several words much sooner: the beginning of a word makes it copy all rows of each word that
begins so, where of whole words it reads only what the rarest of them has.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from catalog.search.text import spelt, stem

# Shorter words are not stored.
SHORTEST_KEPT = 3
# Shorter words are one letter away from too many others; digits are never corrected.
SHORTEST = 4
# The size of the column. Anything longer is not a word but an address, or a script without spaces.
LONGEST = 120
# From this length on two letters may be wrong.
LONG = 8
# Of a beginning that so many stems have, each is not looked for by itself.
MOST_LEXEMES = 40


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def learn(self, texts: Iterable[str]) -> None:
        """Stores the words of search texts."""
        # Sorted: two transactions that save the same words must not deadlock.
        known = sorted({one for text in texts for one in entries(text)})
        rows = [self.model(word=word, stem=stem(word)) for word in known]
        self.bulk_create(rows, ignore_conflicts=True, batch_size=1000)

    def around(self, words: Collection[str]) -> "KnownWords":
        """Known words that these begin, are a form of, or may be mistyped for. One query."""
        words = [word for word in words if word.isalpha()]
        stems = [stem(word) for word in words]
        if not words:
            return KnownWords({})
        near = Q(stem__in=stems)
        for word in words:
            near |= Q(word__startswith=word)
        near |= _about_as_long("letters", words) | _about_as_long("stem_letters", stems)
        counted = self.alias(letters=Length("word"), stem_letters=Length("stem"))
        return KnownWords(dict(counted.filter(near).values_list("word", "stem")))

    def lexemes(self, words: Collection[str]) -> "dict[str, tuple[str, ...]]":
        """For each beginning of a word the stems and words that texts have of it, which together find the same.

        After those that end in ":*" anything may follow. None for a beginning that too many have, or none but perhaps a
        code; for one with digits; and for two letters. One query.

        Not found with them is a code that is typed without a dash among its letters, where a word begins so, too:
        `ratta` for RAT-TA-12 beside "rattan". To store all such beginnings would take a row a shade.
        """
        words = [word for word in words if is_kept(word)]
        if not words:
            return {}
        begins = Q()
        for word in words:
            begins |= Q(word__startswith=word) | Q(stem__startswith=word)
        known = list(self.filter(begins).values_list("word", "stem"))
        found = {word: _lexemes(word, known) for word in words}
        return {word: lexemes for word, lexemes in found.items() if 0 < len(lexemes) <= MOST_LEXEMES}


class SearchWord(models.Model):
    word = models.CharField(_("word"), max_length=LONGEST, primary_key=True)
    stem = models.CharField(_("stem"), max_length=LONGEST, default="", editable=False)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        db_table = "search_words"
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class KnownWords:
    """Words of shades, with their stems."""

    stems: dict[str, str]

    def has(self, word: str) -> bool:
        """Whether a search for the word can find anything: a known word begins with it, or it is a form of one."""
        return stem(word) in self.stems.values() or any(known.startswith(word) for known in self.stems)

    def nearest(self, word: str) -> str:
        """The known word that this may be mistyped for; empty if none is near."""
        if not may_be_mistyped(word):
            return ""
        known = list(self.stems)
        near = {known[place]: wrong for _, wrong, place in _near(word, known)}
        # Only stems that are a prefix of their word are compared: that of navy (navi) has a wrong letter already.
        if len(typed_stem := stem(word)) >= SHORTEST and word.startswith(typed_stem):
            for _, wrong, place in _near(typed_stem, list(self.stems.values())):
                near[known[place]] = min(wrong, near.get(known[place], wrong))
        # Tie-break: a missing or doubled letter is more likely than a wrong one.
        ranked = ((wrong, Indel.distance(word, one), one) for one, wrong in near.items() if may_be_mistyped(one))
        return min(ranked, default=(0, 0, ""))[2]


def _lexemes(word: str, known: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    # Where a text has a word it has the stem, too.
    found = {stem(word): None}
    if not any(one.startswith(word) for one, _ in known):
        return ()
    for one, its_stem in known:
        if not one.isalpha() or len(one) == LONGEST:
            if one.startswith(word):
                found[f"{one}:*"] = None
        elif its_stem not in found and (one.startswith(word) or its_stem.startswith(word)):
            found[its_stem if its_stem.startswith(word) else one] = None
    return tuple(found)


def _near(word: str, choices: list[str]) -> list[tuple[str, int, int]]:
    """The choices that the word may be mistyped for, with the number of wrong letters and their position."""
    return process.extract(word, choices, scorer=OSA.distance, score_cutoff=wrong_letters(word), limit=None)


def _about_as_long(letters: str, words: Collection[str]) -> Q:
    """A condition: the stored word has about as many letters as one of the words that may be mistyped."""
    least = [len(word) - wrong_letters(word) for word in words if may_be_mistyped(word)]
    most = [len(word) + wrong_letters(word) for word in words if may_be_mistyped(word)]
    return Q(**{f"{letters}__range": (min(least), max(most))}) if least else Q(pk__in=())


def wrong_letters(word: str) -> int:
    """The number of letters of a word that may be wrong."""
    return 2 if len(word) >= LONG else 1


def entries(text: str) -> Iterator[str]:
    """What is stored of the words of a search text, or of a line of it: of letters alone themselves; with digits their
    letters up to the first one, and that. Of what is too long the beginning, of what is too short nothing.

    Nothing of a code without its signs, either: there would be as many of these as shades. It is looked for as typed.
    """
    code = ""
    for word in spelt(text):
        if word.isalpha():
            if len(word) >= SHORTEST_KEPT:
                yield word[:LONGEST]
        elif word != code:
            letters = next(place for place, letter in enumerate(word) if not letter.isalpha())
            if letters >= SHORTEST_KEPT:
                yield word[: min(letters + 1, LONGEST)]
        code += word


def is_kept(word: str) -> bool:
    """Whether the word has only letters, and is neither too short nor too long."""
    return SHORTEST_KEPT <= len(word) <= LONGEST and word.isalpha()


def may_be_mistyped(word: str) -> bool:
    """Whether the word has only letters, and enough of them to be corrected."""
    return len(word) >= SHORTEST and word.isalpha()
