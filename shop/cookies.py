"""Cookies of the shop's own: signed, closed to scripts, sent from pages of this site alone."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class SignedCookie:
    """A cookie that nobody but the shop can write. It lasts so many `seconds` from when it was last set."""

    name: str
    salt: str
    seconds: int

    def read(self, request: HttpRequest) -> str:
        """Its value; empty where there is none, or where somebody has changed it."""
        return request.get_signed_cookie(self.name, default="", salt=self.salt, max_age=self.seconds) or ""

    def set(self, response: HttpResponse, value: str) -> None:
        response.set_signed_cookie(
            self.name,
            value,
            salt=self.salt,
            max_age=self.seconds,
            secure=settings.IS_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def delete(self, response: HttpResponse) -> None:
        response.delete_cookie(self.name, samesite="Lax")
