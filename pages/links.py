"""Whether a link within the shop leads to a page. Apps say here what is there at addresses that have arguments."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import override

from shop.language import in_language

# By the name of an address: whether there is something at its arguments, in the active language.
there: dict[str, Callable[..., bool]] = {}
# For staff alone.
CLOSED = "/admin/"


def is_there(url: str, language: str) -> bool:
    """Whether an address of ours, in whatever language it is written, leads to a page in this one."""
    path = in_language(urlsplit(url).path, language)
    with override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return False
        if in_language(path, "en").startswith(CLOSED):
            return False
        is_known = there.get(found.view_name)
        return is_known(**found.kwargs) if is_known else not found.kwargs
