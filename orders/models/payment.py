"""How an order is paid, and until when: by the mock payment within minutes, or by a transfer within days."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# When a pending order is overdue, as an expression: the deadline that the shopper is told, and the time that money may
# still be under way. The same as `Order.overdue_at`. Whoever looks for such rows also asks for `expires_at`, which has
# the index: only transfers of the last days lie between the two.
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
