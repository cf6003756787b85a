"""Authentication: Django's, with limited guessing and the same work for every address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from accounts.throttle import guess
from shop.second_factor import HAS_DEVICE
from shop.statements import Statement

WITH_DEVICE = Statement(lambda pk: User.objects.annotate(has_second_factor=HAS_DEVICE).filter(pk=pk))


class Backend(ModelBackend):
    """For every login, the admin's too."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        """The account, if the password is its own. Raises TooManyAttempts, which a login form shows."""
        if request is None or username is None or password is None:
            return None
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            # Its password is unusable: to check it takes as long as for any other.
            user = User(password="!")  # noqa: S106  # a mark, not a password
        is_right = guess(request, user, password, email=username)
        return user if is_right and self.user_can_authenticate(user) else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session. Whether it has a second factor is read with it (`shop/second_factor.py`)."""
        user = WITH_DEVICE.first(user_id)
        return user if user and self.user_can_authenticate(user) else None
