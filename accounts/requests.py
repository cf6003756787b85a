"""The request of a view behind `login_required`, for the type checker."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """Its user is an account, never an anonymous visitor."""

    user: User
