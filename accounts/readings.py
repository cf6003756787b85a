"""Readings of the mails that wait to be sent."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from accounts.models import PasswordResetRequest
from shop.metrics.readings import MOST, reading

# `tidy` looks every two seconds, and tries a mail again after a minute.
LATE = timedelta(minutes=3)


@reading("shop_reset_mails", "Mails for a new password that wait to be sent, up to 10000", label="age")
def waiting() -> Mapping[str, float]:
    """Those of the last three minutes, and those asked for earlier: the mail server did not take them."""
    asked = PasswordResetRequest.objects.order_by("due_at").values_list("created_at", flat=True)[:MOST]
    late = timezone.now() - LATE
    ages = [moment < late for moment in asked]
    return {"late": sum(ages), "recent": len(ages) - sum(ages)}
