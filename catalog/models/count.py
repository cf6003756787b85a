"""A number of shades, exact up to a thousand: counting more would take the longer, the larger the shop is."""

from django.utils.formats import number_format

EXACT_UP_TO = 1000


class Count(int):
    """So many, or so many and more."""

    or_more: bool

    def __new__(cls, number: int, *, or_more: bool = False) -> "Count":
        count = super().__new__(cls, number)
        count.or_more = or_more
        return count

    @property
    def words(self) -> str:
        """312, 312+ or 1,000+, in the active language; empty where it is only known that there may be some."""
        if self.or_more and not self:
            return ""
        return number_format(self, force_grouping=True) + ("+" if self.or_more else "")


def capped(number: int) -> Count:
    """For a number that was counted up to one more than `EXACT_UP_TO`."""
    return Count(min(number, EXACT_UP_TO), or_more=number > EXACT_UP_TO)
