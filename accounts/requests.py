"""The request of somebody who is logged in, for the type checker."""

from typing import TypeGuard

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """Its user is an account, never an anonymous visitor: that of any view behind `login_required`."""

    user: User


def is_signed_in(request: HttpRequest) -> TypeGuard[SignedInRequest]:
    return request.user.is_authenticated
