"""Reads the environment: a malformed variable stops the start with one line with its name, never its value."""

import os
import re
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

from shop.territories import COUNTRIES

T = TypeVar("T")

ASSIGNMENT = re.compile(r"\s*(export\s+)?\w+\s*=")
# A value that is not quoted and has a comment behind it, which would become a part of it: CURRENCY=EUR  # or RUB
COMMENT_BEHIND = re.compile(r"""[^=]*=(?!\s*["']).*\s#""")

# A name without wildcards: a leading dot or a star would allow every host. Or an address of IPv6, without its brackets.
HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")
LOCAL = ("localhost", "127.0.0.1", "::1")

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
# Django's databases; PostgreSQL as the shop has it (shop/postgresql).
DATABASES = {
    "postgres": "shop.postgresql",
    "postgresql": "shop.postgresql",
    "sqlite": "django.db.backends.sqlite3",
}


class Malformed(ValueError):
    """A value that cannot be parsed. Its message, which is shown, says what is valid."""


def boolean(text: str) -> bool:
    """True or False. Unlike django-environ's own, anything else is refused: `DEBUG=flase` must not mean False."""
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise Malformed("write 1 or 0")


def whole(most: int, *, least: int = 1) -> Callable[[str], int]:
    """A whole number from `least` to `most`."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
            raise Malformed(f"write a whole number from {least} to {most}")
        return int(text)

    return parse


positive = whole(999999)


def optional(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """None for an empty value, else what `parse` returns."""
    return lambda text: parse(text) if text else None


def filled(text: str) -> str:
    """Non-empty text."""
    if not text.strip():
        raise Malformed("it must not be empty")
    return text


def one_of(*choices: str) -> Callable[[str], str]:
    """One of the given words."""

    def parse(text: str) -> str:
        if text not in choices:
            raise Malformed(f"write one of {', '.join(choices)}")
        return text

    return parse


def secret_key(*, is_public: bool) -> Callable[[str], str]:
    """The key that signs sessions. On a public site nobody may guess it, and the demo's is known to all."""

    def parse(text: str) -> str:
        is_weak = len(text) < 32 or len(set(text)) < 10 or text.startswith(("demo-only", "django-insecure"))
        if is_public and is_weak:
            raise Malformed("it is easy to guess: write at least 32 random letters and digits")
        return filled(text)

    return parse


def secret_keys(*, is_public: bool) -> Callable[[str], list[str]]:
    """Several of them, with spaces between."""
    parse = secret_key(is_public=is_public)
    return lambda text: [parse(one) for one in text.split()]


def is_public(site: SplitResult) -> bool:
    """Whether others than this computer reach the site."""
    host = site.hostname or ""
    return not (host in LOCAL or host.endswith(".localhost"))


def sender(text: str) -> str:
    """An e-mail address, with a name if wished: Abajur <shop@example.com>."""
    address = parseaddr(text)[1]
    # An address of this computer, shop@localhost, is valid.
    if not re.fullmatch(r"[^@\s<>]+@[a-z0-9.\[\]:-]+", address, re.IGNORECASE):
        raise Malformed("write an e-mail address, as in shop@example.com or Abajur <shop@example.com>")
    return text


def site_url(text: str) -> SplitResult:
    """Scheme, host and port of the shop, as in https://shop.example.com."""
    url = urlsplit(text.rstrip("/"))
    if url.scheme not in ("http", "https") or not HOST.fullmatch(url.hostname or "") or url.port == 0:
        raise Malformed("write it as https://shop.example.com")
    if url.path or url.query or url.fragment or "@" in url.netloc:
        raise Malformed("write it as https://shop.example.com, with nothing after the host and port")
    return url


def web_address(text: str) -> str:
    """Where something is, as in https://photographs.example.com or https://storage.example.com/bucket."""
    url = urlsplit(text.rstrip("/"))
    if url.scheme not in ("http", "https") or not HOST.fullmatch(url.hostname or "") or url.port == 0:
        raise Malformed("write it as https://photographs.example.com")
    if "@" in url.netloc:
        raise Malformed("write it without a name and a password")
    if url.query or url.fragment or not re.fullmatch(r"[\w./~-]*", url.path, re.ASCII):
        raise Malformed("write it as https://photographs.example.com, with nothing after its path")
    return url.geturl()


def countries(text: str) -> tuple[str, ...]:
    """Codes of countries with spaces or commas between them, as in AT DE SE."""
    codes = tuple(text.replace(",", " ").split())
    if not COUNTRIES.issuperset(codes):
        raise Malformed("write two-letter codes of countries, as in AT DE SE")
    return codes


def zone(text: str) -> str:
    """A time zone's name, as in Europe/Berlin."""
    if text not in available_timezones():
        raise Malformed("write a time zone's name, as in Europe/Berlin")
    return text


def database(text: str) -> dict[str, Any]:
    """Django's settings of one database, from postgres://user:password@host:port/name or sqlite:///path."""
    refuse_cut(text)
    # django-environ only warns of an unknown scheme, and its warning quotes the address with the password.
    config = environ.Env.db_url_config(text) if urlsplit(text).scheme in DATABASES else {}
    # Without a path SQLite would keep everything in memory, and lose it.
    if not config.get("NAME") or text.endswith("://") or text == "sqlite:///":
        raise Malformed("write postgres://user:password@host:port/name or sqlite:///path")
    return {**config, "ENGINE": DATABASES[urlsplit(text).scheme]}


def email(text: str) -> dict[str, Any]:
    """Django's settings of outgoing mail, from smtp+tls://user:password@host:port or consolemail://."""
    refuse_cut(text)
    config = environ.Env.email_url_config(text)
    if not config.get("EMAIL_BACKEND"):
        raise Malformed("write smtp+tls://user:password@host:port or consolemail://")
    return dict(config)


def refuse_cut(text: str) -> None:
    """Raises Malformed for an address with a #, after which everything would be cut off, such as half a password."""
    if "#" in text:
        raise Malformed("write # as %23")


def refuse_broken_lines(env_file: str) -> None:
    """Exits at a malformed line: django-environ would skip it and print its secret, or read a comment as value."""
    if not os.path.isfile(env_file):
        return
    with open(env_file, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.lstrip().startswith("#") and not ASSIGNMENT.match(line):
                raise SystemExit(f"{env_file}, line {number}: write NAME=value")
            if not line.lstrip().startswith("#") and COMMENT_BEHIND.match(line):
                raise SystemExit(f"{env_file}, line {number}: write the comment on a line of its own")


class Environment:
    """The process's environment, with what a `.env` file adds to it."""

    def __init__(self, env_file: str) -> None:
        refuse_broken_lines(env_file)
        environ.Env.read_env(env_file)

    def __call__(self, parse: Callable[[str], T], name: str, default: str | None = None) -> T:
        """The parsed variable `name`, or its parsed default. Exits, naming the variable, when it cannot be read."""
        text = os.environ.get(name, default)
        if text is None:
            raise SystemExit(f"{name} is not set: see .env.example")
        try:
            return parse(text)
        except Malformed as error:
            reason = str(error)
        except (ValueError, KeyError, ImproperlyConfigured):
            # A library's message may contain the value, and the value may be a secret.
            reason = "it cannot be read, see .env.example"
        raise SystemExit(f"{name}: {reason}")

    def require(self, condition: bool, name: str, reason: str) -> None:
        """Exits, naming the variable, unless a condition holds that more than its text decides."""
        if not condition:
            raise SystemExit(f"{name}: {reason}")
