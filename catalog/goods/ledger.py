"""The ledger of one shade, with its running total."""

from typing import NamedTuple

from django.db.models import F

from catalog.models import Product, StockMovement


class Entry(NamedTuple):
    """A movement, and the stock after it."""

    movement: StockMovement
    level: int

    @property
    def signed(self) -> str:
        """+12, −3."""
        return f"{self.movement.delta:+d}".replace("-", "\u2212")


def newest_entries(shade: Product, most: int) -> list[Entry]:
    """The newest first. One statement, so that a sale in between cannot make a total wrong."""
    movements = shade.movements.annotate(stock=F("product__stock")).select_related("staff_member").order_by("-pk")
    entries: list[Entry] = []
    level = None
    for movement in movements[:most]:
        level = movement.stock if level is None else level
        entries.append(Entry(movement, level))
        level -= movement.delta
    return entries
