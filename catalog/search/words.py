"""All words by which shades can be found, to correct mistyped ones.

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

# Shorter words are not stored.
SHORTEST_KEPT = 3
# Shorter words are one letter away from too many others; digits are never corrected.
SHORTEST = 4
# The size of the column. Anything longer is not a word but an address, or a script without spaces.
LONGEST = 120
# From this length on two letters may be wrong.
LONG = 8


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def learn(self, texts: Iterable[str]) -> None:
        """Stores the words of search texts."""
        # Sorted: two transactions that save the same words must not deadlock.
        known = sorted({word for text in texts for word in spelt(text) if is_kept(word)})
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


def is_kept(word: str) -> bool:
    """Whether the word has only letters, and is neither too short nor too long."""
    return SHORTEST_KEPT <= len(word) <= LONGEST and word.isalpha()


def may_be_mistyped(word: str) -> bool:
    """Whether the word has only letters, and enough of them to be corrected."""
    return len(word) >= SHORTEST and word.isalpha()
