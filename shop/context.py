"""Context of every page: the languages, and this page in the other one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shop.language import LOCALES, current_language, in_language


def set_shown_page(request: HttpRequest, path: str) -> None:
    """Sets which page a response shows, if it is not that of the request's path: mostly the response to a POST."""
    request.shown_page = path  # type: ignore[attr-defined]  # our own attribute


def set_address(request: HttpRequest, address: str) -> None:
    """Sets the address that the page's links repeat: without parameters that the page does not read."""
    request.address = address  # type: ignore[attr-defined]  # our own attribute


def address_of(request: HttpRequest) -> str:
    """The address of a request: path and query, as far as its page reads it."""
    return getattr(request, "address", None) or request.get_full_path()


def set_canonical(request: HttpRequest, path: str) -> None:
    """Sets the canonical address, if it is more than the path: for further pages of a list."""
    request.canonical = path  # type: ignore[attr-defined]  # our own attribute


def page_to_return_to(request: HttpRequest) -> str:
    """The address of the page that is shown, for `next` of the link to log in; empty if no GET leads to it.

    The pages of logging in are no place to return to, and the home page is where one goes anyway.
    """
    here = address_of(request) if request.method in ("GET", "HEAD") else getattr(request, "shown_page", "")
    bare = in_language(here, settings.LANGUAGE_CODE)
    is_page = request.resolver_match is not None and not bare.startswith("/auth/") and bare != "/"
    return here if is_page else ""


def site(request: HttpRequest) -> dict[str, Any]:
    """Each language with two addresses of this page: the very same, and canonical."""
    current = current_language()
    here = address_of(request)
    path = here if request.method == "GET" else getattr(request, "shown_page", here)
    canonical = getattr(request, "canonical", path.partition("?")[0])
    return {
        "site_url": settings.SITE_URL,
        "canonical": settings.SITE_URL + canonical,
        "log_in_from": page_to_return_to(request),
        "languages": [
            {
                "code": code,
                "locale": LOCALES[code][0],
                "name": LOCALES[code][1],
                "url": in_language(path, code),
                "canonical": settings.SITE_URL + in_language(canonical, code),
                "is_current": code == current,
            }
            for code, _name in settings.LANGUAGES
        ],
    }
