"""The language is in the address, and nowhere else: /ru/… is Russian, all other pages are English."""

import re
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path, reverse
from django.utils import translation

from shop.responses import GetResponse, moved

# A language with or without its country, in any case: /ru/, /RU/, /en-us/, /en_GB/.
SPELLING = re.compile(r"/([a-z]{2})(?:[-_@][a-z0-9]{2,8}){0,2}(?=[/?#]|$)", re.ASCII | re.IGNORECASE)

# For each language its locale, as in Open Graph, and its own name.
LOCALES = {"en": ("en_GB", "English"), "ru": ("ru_RU", "Русский")}


def language_of_the_address(get_response: GetResponse) -> GetResponse:
    """Activates the language of the path; other spellings of a language redirect permanently to the right one.

    Django's LocaleMiddleware does this and also sends `Vary: Accept-Language`, which would be untrue here and
    would make a shared cache keep a copy for every browser's setting.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            path = right_path(request.path_info)
            response = moved(request, path) if path else get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware


def right_path(path: str) -> str:
    """The right path for other spellings of a language, such as /en/fit or /RU/fit/; empty if the path is right."""
    language, _rest = split_language(path)
    right = in_language(path, language) if language else path
    if right == path:
        return ""
    with translation.override(language):
        return next((known for known in (right, f"{right}/") if is_valid_path(known)), "")


def split_language(path: str) -> tuple[str, str]:
    """The language prefix of a path, in any spelling, and the rest; an empty prefix if there is none."""
    match = SPELLING.match(path)
    if match is None or (language := match[1].lower()) not in dict(settings.LANGUAGES):
        return "", path
    # One slash only: the rest of /ru//evil.example/ must not become a URL of another site.
    return language, "/" + path[match.end() :].lstrip("/")


def language_of(request: HttpRequest) -> str:
    """The language of a request's path, also if the request failed before it was activated."""
    return split_language(request.path_info)[0] or settings.LANGUAGE_CODE


def current_language() -> str:
    """The active language, or the default if none is active, as in a command."""
    return translation.get_language() or settings.LANGUAGE_CODE


def address_of_page(name: str) -> str:
    """The address of a page without arguments, in the active language: reversed once."""
    return _address_of_page(name, current_language())


@lru_cache(maxsize=64)
def _address_of_page(name: str, language: str) -> str:
    return reverse(name)


def in_language(path: str, language: str) -> str:
    """The same path (with its query, if any) in another language."""
    bare = split_language(path)[1]
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def language_of_words(text: str) -> str:
    """The language of a text that is kept in one: of the shop's two, Russian has Cyrillic letters."""
    return "ru" if re.search("[а-яё]", text, re.IGNORECASE) else "en"
