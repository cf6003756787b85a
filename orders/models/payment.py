"""How an order is paid, and until when: by the mock payment within minutes, or by a transfer within days."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# When a pending order is overdue, as an expression: the deadline that the shopper is told, and the time that money may
# still be under way. The same as `PaidInTime.overdue_at`. Whoever looks for such rows also asks for `expires_at`, which
# has the index: only transfers of the last days lie between the two.
OVERDUE_AT = F("expires_at") + F("grace")


class Payment(TextChoices):
    MOCK = "mock", _("Test payment")
    TRANSFER = "transfer", _("Transfer")


def deadline(placed_at: datetime | None = None, payment: str = Payment.MOCK) -> datetime:
    """The payment deadline of an order placed at that moment, or now; of a transfer it is the end of a day."""
    placed_at = placed_at or timezone.now()
    if payment == Payment.MOCK:
        return placed_at + timedelta(minutes=settings.MINUTES_TO_PAY)
    day = timezone.localtime(placed_at) + timedelta(days=settings.DAYS_TO_PAY)
    return day.replace(hour=23, minute=59, second=59, microsecond=0)


def grace(payment: str) -> timedelta:
    """How long after its deadline an order still waits for money that is under way."""
    return timedelta(days=settings.PAYMENT_GRACE_DAYS) if payment == Payment.TRANSFER else timedelta(0)


class PaidInTime:
    """Until when an order waits for its payment, and who may still pay it."""

    if TYPE_CHECKING:
        is_pending: Any
        payment: Any
        expires_at: Any
        grace: Any

    @property
    def is_overdue(self) -> bool:
        """Pending past its deadline and its grace: `tidy` cancels it in its next round."""
        return self.is_pending and self.overdue_at <= timezone.now()

    @property
    def overdue_at(self) -> datetime:
        """From when on it is overdue, if it is still pending then: `OVERDUE_AT`."""
        return self.expires_at + self.grace

    @property
    def is_by_transfer(self) -> bool:
        return self.payment == Payment.TRANSFER

    @property
    def is_late(self) -> bool:
        """Pending past its deadline: its money may still be under way."""
        return self.is_pending and self.expires_at <= timezone.now()

    @property
    def minutes_left(self) -> int:
        """Whole minutes until the deadline; 0 in the last one and after it."""
        return max(0, (self.expires_at - timezone.now()) // timedelta(minutes=1))

    @property
    def can_be_paid(self) -> bool:
        """Pending, and not overdue."""
        return self.is_pending and not self.is_overdue

    @property
    def can_be_paid_here(self) -> bool:
        """By the shopper, on a page of the shop: by the mock payment, as long as the shop has it."""
        return self.can_be_paid and self.payment == settings.PAYMENT == Payment.MOCK
