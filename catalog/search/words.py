"""Every word by which some shade can be found: what a mistyped word may have been.

PostgreSQL finds the nearest words by their trigrams (a GiST index that migration 0002 makes, where the extension
pg_trgm may be had); which of them are one wrong letter away is decided here. As the manual of pg_trgm advises, the
index is over the distinct words and not over the texts: it stays small however many products there are.
"""

from collections.abc import Iterable

from django.db import ProgrammingError, connections, models, transaction
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA

from catalog.search.text import spelt, stem

# Shorter words are one wrong letter away from too many others; digits are never a slip of the finger.
SHORTEST = 4
# What the column holds. A longer one is no word but an address, or a script that puts no spaces: nobody mistypes it.
LONGEST = 120
# From so many letters on two of them may be wrong.
LONG = 8
CANDIDATES = 60


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def learn(self, texts: Iterable[str]) -> int:
        """Keeps the words of search texts, and returns how many there were."""
        # Sorted: two that save the same words at once must not deadlock.
        known = sorted({word for text in texts for word in spelt(text) if may_be_mistyped(word)})
        self.bulk_create([self.model(word=word) for word in known], ignore_conflicts=True, batch_size=1000)
        return len(known)

    def nearest(self, word: str) -> str:
        """The known word that this may have been meant to be; empty where it is known, or nothing is near."""
        if not may_be_mistyped(word):
            return ""
        candidates = self._alike(word)
        if any(known.startswith(word) or stem(known) == stem(word) for known in candidates):
            return ""
        near = [(wrong_letters(word, known), known) for known in candidates]
        allowed = 2 if len(word) >= LONG else 1
        # The candidates come with the most alike first, and min() takes the first of equals.
        wrong, best = min(near, key=lambda pair: pair[0], default=(allowed + 1, ""))
        return best if wrong <= allowed else ""

    def _alike(self, word: str) -> list[str]:
        """Known words, those with the most trigrams in common first; none where the database has no trigrams."""
        if connections[self.db].vendor != "postgresql":
            return []
        table = connections[self.db].ops.quote_name(self.model._meta.db_table)
        by_trigrams = f"SELECT word FROM {table} ORDER BY word <-> %s LIMIT {CANDIDATES}"  # noqa: S608
        try:
            with transaction.atomic(self.db), connections[self.db].cursor() as cursor:
                cursor.execute(by_trigrams, [word])
                return [known for (known,) in cursor.fetchall()]
        except ProgrammingError:
            # There is no operator <->: the role that migrated may not create pg_trgm. Search works without.
            return []


class SearchWord(models.Model):
    word = models.CharField(_("word"), max_length=LONGEST, primary_key=True)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        db_table = "search_words"
        verbose_name = _("search word")
        verbose_name_plural = _("search words")

    def __str__(self) -> str:
        return self.word


def may_be_mistyped(word: str) -> bool:
    """Whether it is letters alone, and neither too few nor too many of them to tell what was meant."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def wrong_letters(typed: str, known: str) -> int:
    """How many letters are wrong, missing, too many or changed places, in the word or in its stem."""
    return min(OSA.distance(typed, known), OSA.distance(stem(typed), stem(known)))
