"""Every word by which some shade can be found: what a mistyped word may have been.

They are few however many products there are: those near enough in length are read, and compared here. So each database
gives the same answers, and neither needs an extension.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from catalog.search.text import spelt, stem

# Of fewer letters a word is kept for nothing.
SHORTEST_KEPT = 3
# Shorter words are one wrong letter away from too many others; digits are never a slip of the finger.
SHORTEST = 4
# What the column holds. A longer one is no word but an address, or a script that puts no spaces: nobody mistypes it.
LONGEST = 120
# From so many letters on two of them may be wrong.
LONG = 8


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def learn(self, texts: Iterable[str]) -> None:
        """Keeps the words of search texts."""
        # Sorted: two that save the same words at once must not deadlock.
        known = sorted({word for text in texts for word in spelt(text) if is_kept(word)})
        rows = [self.model(word=word, stem=stem(word)) for word in known]
        self.bulk_create(rows, ignore_conflicts=True, batch_size=1000)

    def around(self, words: Collection[str]) -> "KnownWords":
        """What is known of these words: all that they begin, are a form of, or may have been meant to be. One query."""
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
    """Words that shades have, with their stems."""

    stems: dict[str, str]

    def has(self, word: str) -> bool:
        """Whether a search for the word can find anything: it begins a known word, or is a form of one."""
        return stem(word) in self.stems.values() or any(known.startswith(word) for known in self.stems)

    def nearest(self, word: str) -> str:
        """The known word that this may have been meant to be; empty where nothing is near."""
        if not may_be_mistyped(word):
            return ""
        known = list(self.stems)
        near = {known[place]: wrong for _, wrong, place in _near(word, known)}
        # A stem that is no beginning of its word, as that of navy, has wrong letters of its own.
        if len(typed_stem := stem(word)) >= SHORTEST and word.startswith(typed_stem):
            for _, wrong, place in _near(typed_stem, list(self.stems.values())):
                near[known[place]] = min(wrong, near.get(known[place], wrong))
        # Of equals: a letter is rather left out or doubled than taken for another.
        ranked = ((wrong, Indel.distance(word, one), one) for one, wrong in near.items() if may_be_mistyped(one))
        return min(ranked, default=(0, 0, ""))[2]


def _near(word: str, choices: list[str]) -> list[tuple[str, int, int]]:
    """Those of the choices that the word may be, how many of its letters are wrong then, and where they stand."""
    return process.extract(word, choices, scorer=OSA.distance, score_cutoff=wrong_letters(word), limit=None)


def _about_as_long(letters: str, words: Collection[str]) -> Q:
    """The column has about as many letters as the words, where they may be mistyped at all."""
    least = [len(word) - wrong_letters(word) for word in words if may_be_mistyped(word)]
    most = [len(word) + wrong_letters(word) for word in words if may_be_mistyped(word)]
    return Q(**{f"{letters}__range": (min(least), max(most))}) if least else Q(pk__in=())


def wrong_letters(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 2 if len(word) >= LONG else 1


def is_kept(word: str) -> bool:
    """Whether it is letters alone, and neither too few nor too many."""
    return SHORTEST_KEPT <= len(word) <= LONGEST and word.isalpha()


def may_be_mistyped(word: str) -> bool:
    """Whether it is letters alone, and enough of them to tell what was meant."""
    return len(word) >= SHORTEST and word.isalpha()
