"""Whether anything that kept pages show has changed, asked for all pages of a process at once.

PostgreSQL counts those changes in the table `shown_changes`, which no model knows: triggers of every table that a kept
page reads add a row to it, in the transaction of the change and whoever makes it. The number is the sum of the rows. It
grows as changes become visible, in whichever order they are committed, and no writer waits for another: as long as it
is the same, so is everything that these tables say. What a row adds is drawn by lot: a database that has lost its last
changes, such as a replica that took over, never comes to the number of before by as many others. SQLite, which is for
small shops, counts nothing, and each page is made anew.

How many there are of a shade that has plenty is none of it, or each sale would be a change of every page: the page that
says so asks for itself (`shop.kept.set_still`).
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from django.db import DatabaseError, connection

from shop.asked_again import rows_of
from shop.kept.ages import EVERY, LONGEST, LONGEST_FOUND
from shop.kept.page import Page
from shop.replica import age, read_from_replica

Answer = TypeVar("Answer")

# As of `product_counts` (catalog/models/tally.py): so many rows are read in a millisecond.
FOLD_FROM = 500


class Known(NamedTuple):
    """A number of changes that was asked for, and moments of the clock: all that was committed until `as_of` is in it,
    and all that is in it was committed before `since`.
    """

    number: int
    as_of: float
    since: float


def asked() -> int | None:
    """The number of changes so far; None where nobody counts them."""
    if connection.vendor != "postgresql":
        return None
    ((number,),) = rows_of("SELECT coalesce(sum(number), 0)::bigint FROM shown_changes")
    return int(number)


class Changes:
    """What this process knows of the number of changes."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, ask: Callable[[], int | None] = asked) -> None:
        self._clock, self._ask = clock, ask
        self._known: Known | None = None

    def known(self) -> Known | None:
        """The number as it was a moment ago; None where nobody counts. Several threads may ask: any answer is true."""
        before = self._known
        if before is not None and self._clock() - before.as_of < EVERY:
            return before
        number, as_of = self._answer(self._ask)
        if number is None:
            return None
        since = before.since if before is not None and before.number == number else self._clock()
        self._known = Known(number, as_of, since)
        return self._known

    def _answer(self, ask: Callable[[], Answer]) -> tuple[Answer | None, float]:
        """What the database of the pages answers, and as of when; None if it is a replica that fails."""
        began = self._clock()
        with read_from_replica() as as_of:
            try:
                return ask(), began if as_of is None else min(began, as_of)
            except DatabaseError as error:
                if as_of is None:
                    raise
                age.rest(error)
                return None, began

    def marked(self, page: Page, known: Known | None) -> Page:
        """The page with the number of changes that it shows, at the least: it was made after `known` was asked for.

        One that shows something that was read before that, as from a replica that is behind, is left as it is. What may
        be a minute old (shop/for_a_minute.py) is right for longer only if it was found after that, too.
        """
        if known is None or page.began < known.since:
            return page
        found_at = page.mark.found_at
        ends = page.began + LONGEST if found_at >= known.since else found_at + LONGEST_FOUND
        return replace(page, changes=known.number, ends=ends)

    def renewed(self, page: Page, known: Known | None) -> Page | None:
        """The page, right as of now because nothing that it shows has changed; None if it must be made anew."""
        if known is None or page.changes != known.number or self._clock() >= page.ends:
            return None
        began = known.as_of
        if page.mark.still is not None:
            is_still, as_of = self._answer(page.mark.still)
            began = min(began, as_of)
            if not is_still:
                return None
        return replace(page, began=began) if began > page.began else None


def fold() -> int:
    """Replaces the rows by their sum, if they are many; returns how many there were. Nobody waits for it."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH old AS (DELETE FROM shown_changes WHERE (SELECT count(*) FROM shown_changes) > %s RETURNING number), "
            "new AS (INSERT INTO shown_changes SELECT sum(number) FROM old HAVING count(*) > 0) "
            "SELECT count(*) FROM old",
            [FOLD_FROM],
        )
        return int(cursor.fetchone()[0])
