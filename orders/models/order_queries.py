"""What is asked of orders in the database: which, and in which order."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from orders import search
from orders.models.payment import OVERDUE_AT, Payment
from orders.models.status import Status

if TYPE_CHECKING:
    from orders.models.order import Order  # noqa: F401  # named in the base class

# A name is asked for with every address; staff may note something after both are erased.
NAMES_A_PERSON = ~Q(name="") | ~Q(staff_note="")


class OrderQuerySet(models.QuerySet["Order"]):
    def update(self, **values: Any) -> int:
        """With the search text of what is written."""
        if not set(search.SOURCES).isdisjoint(values):
            values[search.COLUMN] = search.text_with(values)
        return super().update(**values)

    def recent(self) -> "OrderQuerySet":
        return self.order_by("-created_at", "-pk")

    def with_items(self) -> "OrderQuerySet":
        """Prefetches items, their products and photographs: three more queries for any number of orders."""
        return self.prefetch_related("items__product__photos")

    def with_pieces_back(self) -> "OrderQuerySet":
        """How many shades of each came back, in the same query: one that is all back is no longer on its way."""
        return self.annotate(pieces_back=models.Sum("returns__quantity"))

    def owed(self) -> "OrderQuerySet":
        """Paid and not dispatched yet."""
        return self.filter(status=Status.PAID, dispatched_at=None)

    def open_transfers(self) -> "OrderQuerySet":
        """Pending until their money has arrived."""
        return self.filter(status=Status.PENDING, payment=Payment.TRANSFER)

    def outlived(self, moment: datetime) -> "OrderQuerySet":
        """Done with and placed before that moment, and still with a name or a note, the oldest first.

        What is paid and not dispatched keeps its address, however old.
        """
        is_done = Q(status=Status.CANCELLED) | Q(dispatched_at__isnull=False)
        return self.filter(is_done, NAMES_A_PERSON, created_at__lt=moment).order_by("created_at", "pk")

    def overdue(self, moment: datetime) -> "OrderQuerySet":
        """Pending past their deadline and its grace at that moment, oldest first."""
        late = self.filter(status=Status.PENDING, expires_at__lte=moment)
        return late.alias(waits_until=OVERDUE_AT).filter(waits_until__lte=moment).order_by("pk")
