"""Personal data of an order, with notes on the person; of a closed account, kept only until the order is dispatched."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from accounts.models import User

PERSONAL = ("name", "phone", "street", "postcode", "city", "staff_note")


def closed_address(user_id: int) -> str:
    """The placeholder e-mail of a closed account, so that the person's own address can be used again."""
    return f"closed-{user_id}@invalid"


def is_closed(user_id: int) -> bool:
    return User.objects.filter(pk=user_id, email=closed_address(user_id)).exists()


def outlived_before(now: datetime) -> datetime:
    """Orders that were placed before that moment, and are done with, keep nothing of the person (`Order.outlived`).

    Whole years of the calendar in the shop's own zone, as people count them: what was placed on 29 November is kept
    through 29 November of the last year, and leap days erase nothing too early.
    """
    today = timezone.localtime(now, timezone.get_default_timezone()).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        return today.replace(year=today.year - settings.ADDRESS_YEARS)
    except ValueError:  # today is 29 February: of 28 February nothing is erased before 1 March
        return today.replace(year=today.year - settings.ADDRESS_YEARS, day=28)
