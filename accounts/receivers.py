"""Logging in: a session of staff is short."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

# A day of work.
LONGEST = timedelta(hours=8)


@receiver(user_logged_in)
def shorten_session_of_staff(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user.is_staff:
        request.session.set_expiry(LONGEST)
