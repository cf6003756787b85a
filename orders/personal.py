"""Personal data of an order, with notes on the person; of a closed account, kept only until the order is dispatched."""

from datetime import datetime, timedelta

from django.conf import settings

from accounts.models import User

DAYS_OF_A_YEAR = 365.25
PERSONAL = ("name", "phone", "street", "postcode", "city", "staff_note")


def closed_address(user_id: int) -> str:
    """The placeholder e-mail of a closed account, so that the person's own address can be used again."""
    return f"closed-{user_id}@invalid"


def is_closed(user_id: int) -> bool:
    return User.objects.filter(pk=user_id, email=closed_address(user_id)).exists()


def outlived_before(now: datetime) -> datetime:
    """Orders that were placed before that moment, and are done with, keep nothing of the person (`Order.outlived`)."""
    return now - timedelta(days=settings.ADDRESS_YEARS * DAYS_OF_A_YEAR)
