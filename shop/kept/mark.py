"""How a view says that its page may be kept."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from sys import intern
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.encoding import iri_to_uri

from shop.context import page_to_return_to, set_address
from shop.language import current_language

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Mark:
    """What a response says of its page: the address that the shop itself writes for it, and what its links need.

    `read_at` is when the oldest of what it shows was read, by `time.monotonic`, if that was before its making began;
    `found_at` the same of what may be a minute old. `still` asks what no change that is counted tells (`set_still`).
    Pages of one `kind` look alike.
    """

    address: str
    language: str
    log_in_from: str
    read_at: float = math.inf
    found_at: float = math.inf
    still: Callable[[], bool] | None = None
    kind: str = ""


class Making(threading.local):
    """When the oldest of what this thread's page took from `shop.for_a_minute` was found."""

    found_at = math.inf


_making = Making()


def kept(*parameters: str) -> Callable[[View], View]:
    """Marks a view whose page is the same for everybody, but for the links of the visitor in the header.

    `parameters` are those that the page reads. All others are left out of `request.GET`, and so of every link.
    The page is kept only under its own address: the path alone, unless the view says another.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            query = known_query(request.META.get("QUERY_STRING", ""), marked.kept)  # type: ignore[attr-defined]  # set below
            # WSGI decodes the bytes of an address as Latin-1 (PEP 3333).
            request.GET = QueryDict(query.encode("latin-1"))
            set_address(request, f"{request.path}?{iri_to_uri(query)}" if query else request.path)
            set_own_address(request, request.path)
            _making.found_at = math.inf
            response = view(request, *args, **kwargs)
            response.kept = Mark(  # type: ignore[attr-defined]  # read by the front
                request.own_address,  # type: ignore[attr-defined]  # our own attribute
                current_language(),
                page_to_return_to(request),
                getattr(request, "read_at", math.inf),
                _making.found_at,
                getattr(request, "still", None),
                intern(f"{current_language()} {view.__module__}.{view.__qualname__}"),
            )
            # Only the front, which knows how old a page is and whose, lets shared caches have it.
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response

        marked.kept = frozenset(parameters)  # type: ignore[attr-defined]  # read by the front
        return marked

    return mark


def set_own_address(request: HttpRequest, address: str) -> None:
    """Sets the address that the shop itself writes for this page: path and query, in the language of the request."""
    request.own_address = address  # type: ignore[attr-defined]  # our own attribute


def set_read_at(request: HttpRequest, moment: float) -> None:
    """Says that the page shows something that was read at that moment of `time.monotonic`: it counts as that old.

    Said several times, the oldest counts.
    """
    request.read_at = min(moment, getattr(request, "read_at", math.inf))  # type: ignore[attr-defined]  # our own attribute


def set_found_at(moment: float) -> None:
    """The same of what may be a minute old, on whichever page of this thread: it does not make the page older."""
    _making.found_at = min(moment, _making.found_at)


def set_still(request: HttpRequest, still: Callable[[], bool]) -> None:
    """Says what to ask, beside whether anything has changed that is counted, before the page is taken for right again:
    what changes so often that it is not counted.
    """
    request.still = still  # type: ignore[attr-defined]  # our own attribute


def known_query(query: str, parameters: frozenset[str]) -> str:
    """A query without the parameters that a page does not read; the others stay as they were written."""
    pairs = query.split("&") if query else ()
    return "&".join(pair for pair in pairs if unquote_plus(pair.partition("=")[0]) in parameters)
