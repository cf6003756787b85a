"""The front: a WSGI application that serves kept pages, and leaves everything else to Django.

Django answers whatever is in doubt: staff, messages, a remembered lamp, another host, an error in here.
A page is made for a request that carries nothing of any visitor: only path, known parameters and language are in it.
"""

import io
import logging
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse, parse_cookie
from django.http.request import split_domain_port, validate_host
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.module_loading import import_string

from shop.at_once import NotAtHand
from shop.kept.ages import OLDEST
from shop.kept.changes import asked
from shop.kept.mark import known_query
from shop.kept.page import Answer, Headers, Page, page_of
from shop.kept.store import Store
from shop.language import split_language
from shop.metrics import counts
from shop.outages import OUTAGE, is_outage
from shop.replica import age, read_from_replica
from shop.visitor import Visitor

logger = logging.getLogger(__name__)

# Stands for the address of the page that is shown. No other letters of the links are these.
HERE = "page-that-is-shown"
Environ = dict[str, Any]
Cookies = dict[str, str]


class KeptPages:
    """Wraps Django's WSGI application."""

    def __init__(self, django: Callable[..., Any], store: Store | None = None) -> None:
        self._django = django
        self._store = store or Store(ask=asked)
        self._visitor_of: Callable[[Cookies], Visitor | None] = import_string(settings.VISITOR)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            answer = self._answer(environ) if is_for_us(environ) else None
        except DatabaseError as error:
            # Django has a page that says so. It need not wait for the database once more.
            answer = None
            if is_outage(error):
                environ = environ | {OUTAGE: error}
        except Exception:  # a fault of the front must not be one of the shop
            logger.exception("A kept page failed, Django answers: %s", environ.get("PATH_INFO"))
            answer = None
        if answer is None:
            return self._django(environ, start_response)
        return sent(answer, environ, start_response)

    def at_hand(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The same of a page that is fresh and compressed, for a visitor who has nothing. Raises NotAtHand."""
        if "HTTP_COOKIE" in environ or not is_for_us(environ):
            raise NotAtHand
        page = self._store.fresh(address_of(environ["PATH_INFO"], environ.get("QUERY_STRING", "")))
        if page is None or not page.is_at_hand(environ):
            raise NotAtHand
        # Found at its own address, and younger than shared caches ask for.
        return sent(page.for_nobody(environ, may_be_shared=True), environ, start_response)

    def _answer(self, environ: Environ) -> Answer | None:
        cookies = parse_cookie(environ["HTTP_COOKIE"]) if "HTTP_COOKIE" in environ else {}
        if not settings.COOKIES_ANSWERED_FRESH.isdisjoint(cookies):
            return None
        asked = address = address_of(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        page = self._store.fresh(address)
        # An address of which there is a page, however old, is one that the shop itself writes.
        if page is None and not self._store.has(address):
            parameters = parameters_of(environ["PATH_INFO"])
            if parameters is None:
                return None
            address = address_of(environ["PATH_INFO"], known_query(environ.get("QUERY_STRING", ""), parameters))
        visitor = None
        if not settings.COOKIES_OF_VISITORS.isdisjoint(cookies):
            visitor = self._visitor_of(cookies)
            if visitor is None:
                return None
        unkept: list[Answer] = []
        page = page or self._store.page(address, lambda began: self._build(address, began, unkept))
        if page is None:
            # Who has nothing gets what was built, such as "not found"; others get theirs from Django, unless the
            # database is down for them, too.
            is_theirs = visitor is None and asked == address
            return next((one for one in unkept if is_theirs or one.status.startswith("503")), None)
        if visitor is None:
            # Whoever has waited for a slow page gets it; in shared caches it would grow older than ten seconds.
            may_be_shared = asked == page.mark.address and self._store.is_younger(page, OLDEST)
            return page.for_nobody(environ, may_be_shared=may_be_shared)
        return page.with_links(links(page, visitor), environ)

    def _build(self, address: str, began: float, unkept: list[Answer]) -> Page | None:
        counts.kept_build()
        with read_from_replica() as as_of:
            page, unkept_one = self._made(address, began if as_of is None else min(began, as_of))
        if as_of is not None and unkept_one and unkept_one.status >= "500":
            age.rest(unkept_one.status)
            page, unkept_one = self._made(address, began)
        if unkept_one:
            unkept.append(unkept_one)
        return page

    def _made(self, address: str, began: float) -> tuple[Page | None, Answer | None]:
        """The page, or the answer that must not be kept; neither of what is streamed."""
        said: list[tuple[str, Headers]] = []
        response: HttpResponse = self._django(request_of_nobody(address), lambda *start: said.append(start[:2]))
        try:
            page = page_of(response, began)
            if page or response.streaming:
                return page, None
            return None, Answer(*said[-1], response.content)
        finally:
            response.close()


def sent(answer: Answer, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    counts.kept_answer()
    start_response(answer.status, answer.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def is_for_us(environ: Environ) -> bool:
    """Whether a request asks to read a page of this site, over https if the site has it."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("SCRIPT_NAME"):
        return False
    # A question mark that was quoted belongs to the path, and would be taken for the beginning of the query.
    if "?" in path or path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return False
    if settings.IS_SECURE and environ.get("HTTP_X_FORWARDED_PROTO", "") != "https":
        return False
    host = environ.get("HTTP_HOST", "")
    return host == settings.SITE.netloc or validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def address_of(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def parameters_of(path: str) -> frozenset[str] | None:
    """The parameters that a kept view reads; None for any other view."""
    with translation.override(split_language(path)[0] or settings.LANGUAGE_CODE):
        try:
            return getattr(resolve(path).func, "kept", None)
        except Resolver404:
            return None


def request_of_nobody(address: str) -> Environ:
    """A request for an address of this site that carries nothing else: no cookie, no header."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": settings.HOST,
        "SERVER_PORT": "443" if settings.IS_SECURE else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": settings.SITE.netloc,
        "wsgi.url_scheme": settings.SITE.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    return environ | ({"HTTP_X_FORWARDED_PROTO": "https"} if settings.IS_SECURE else {})


def links(page: Page, visitor: Visitor) -> bytes:
    """The links of the visitor on this page, by the template that writes them on every other page."""
    here = "" if visitor.is_authenticated else page.mark.log_in_from
    made = _links(page.mark.language, HERE if here else "", visitor)
    return made.replace(HERE.encode(), quote(here).encode()) if here else made


# What a guest's links say is the same on all pages, but for the page to return to after logging in.
@lru_cache(maxsize=1000)
def _links(language: str, log_in_from: str, visitor: Visitor) -> bytes:
    context = {"user": visitor, "cart": visitor, "section": "", "log_in_from": log_in_from}
    with translation.override(language):
        return render_to_string("includes/_visitor_links.html", context).encode()
