"""The shop's own cookies: signed, HttpOnly, SameSite. Cookies that no database can look up are ignored."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shop.responses import GetResponse


@dataclass(frozen=True)
class SignedCookie:
    """A signed cookie. It lasts `seconds` from when it was last set."""

    name: str
    salt: str
    seconds: int

    def read(self, request: HttpRequest) -> str:
        """Its value; empty without a cookie, or if it was tampered with."""
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


def without_null_characters(get_response: GetResponse) -> GetResponse:
    """Middleware, before that of the sessions: ignores cookies with a NUL, which PostgreSQL refuses as a key."""

    def middleware(request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return middleware
