"""The type of a request by a logged-in user, for the type checker."""

from typing import TypeGuard

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """`user` is never anonymous: for views behind `login_required`."""

    user: User


def is_signed_in(request: HttpRequest) -> TypeGuard[SignedInRequest]:
    return request.user.is_authenticated
