"""The language is in the address, and nowhere else: /ru/… is Russian, all other pages are English."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from shop.responses import GetResponse


def language_of_the_address(get_response: GetResponse) -> GetResponse:
    """Activates the language of the path.

    Django's LocaleMiddleware does this and also sends `Vary: Accept-Language`, which would be untrue here and
    would make a shared cache keep a copy for every browser's setting.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """The language of a request's address, also where the request failed before it was activated."""
    return translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def current_language() -> str:
    """The active language, or the shop's own where none is: in a command, say."""
    return translation.get_language() or settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """The same path (with its query, if any) in another language."""
    bare = path
    if translation.get_language_from_path(path):
        # One slash only: the rest of /ru//evil.example/ must not become the address of another site.
        bare = "/" + path[1:].partition("/")[2].lstrip("/")
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"
