"""Whether a link within the shop leads to a page. Apps say here what is there at addresses that have an argument."""

import re
from collections.abc import Callable, Collection, Iterable
from urllib.parse import unquote

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from shop.language import in_language

# By the name of an address with one argument: those of these values that lead to something in the active language.
there: dict[str, Callable[[Collection[str]], Collection[str]]] = {}
# Those of these SKUs whose shades visitors see. Filled by the app that has the shades.
shown_skus: list[Callable[[Collection[str]], Collection[str]]] = []
# For staff alone.
CLOSED = "/admin/"


def dead(urls: Iterable[str], language: str, expected: Collection[str] = ()) -> set[str]:
    """Those addresses of ours that lead to no page in this language, in whatever language they are written.

    `expected`: paths of pages that are not there yet, in English. One query for each kind of address with an argument.
    """
    gone: set[str] = set()
    asked: dict[str, dict[str, str]] = {}
    with override(language):
        for url in {url for url in urls if url.startswith("/") and in_language(path_of(url), "en") not in expected}:
            found = resolved(path_of(url), language)
            if found is None or (found.kwargs and (found.view_name not in there or len(found.kwargs) > 1)):
                gone.add(url)
            elif found.kwargs:
                asked.setdefault(found.view_name, {})[url] = next(iter(found.kwargs.values()))
        for name, values in asked.items():
            is_there = there[name](set(values.values()))
            gone |= {url for url, value in values.items() if value not in is_there}
    return gone


def is_shown_sku(sku: str) -> bool:
    """Whether visitors see the shade of this SKU."""
    return any(sku in shown([sku]) for shown in shown_skus)


def path_of(url: str) -> str:
    """The path of an address inside the shop, as it is typed: without its query and its anchor."""
    return unquote(re.split("[?#]", url, maxsplit=1)[0])


def resolved(path: str, language: str) -> ResolverMatch | None:
    """The view at a path of the shop; None if there is none, or it is for staff alone."""
    path = in_language(path, language)
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return None if in_language(path, "en").startswith(CLOSED) else found
