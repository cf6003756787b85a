"""Reads the environment: a malformed variable stops the start with one line with its name, never its value."""

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

from shop.territories import COUNTRIES

T = TypeVar("T")

ASSIGNMENT = re.compile(r"\s*(export\s+)?\w+\s*=")

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
DATABASES = ("postgres", "postgresql", "sqlite")


class Malformed(ValueError):
    """A value that cannot be parsed. Its message, which is shown, says what is valid."""


def boolean(text: str) -> bool:
    """True or False. Unlike django-environ's own, anything else is refused: `DEBUG=flase` must not mean False."""
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise Malformed("write 1 or 0")


def positive(text: str) -> int:
    """A whole number above zero, of at most six digits."""
    if not re.fullmatch(r"0*[1-9][0-9]{0,5}", text):
        raise Malformed("write a whole number from 1 to 999999")
    return int(text)


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


def site_url(text: str) -> SplitResult:
    """Scheme, host and port of the shop, as in https://shop.example.com."""
    url = urlsplit(text.rstrip("/"))
    if url.scheme not in ("http", "https") or not url.hostname or " " in url.hostname or url.port == 0:
        raise Malformed("write it as https://shop.example.com")
    if url.path or url.query or url.fragment or url.username:
        raise Malformed("write it as https://shop.example.com, with nothing after the host and port")
    return url


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
    # django-environ only warns of an unknown scheme, and its warning quotes the address with the password.
    config = environ.Env.db_url_config(text) if urlsplit(text).scheme in DATABASES else {}
    if not config.get("NAME"):
        raise Malformed("write postgres://user:password@host:port/name or sqlite:///path")
    return dict(config)


def email(text: str) -> dict[str, Any]:
    """Django's settings of outgoing mail, from smtp+tls://user:password@host:port or consolemail://."""
    config = environ.Env.email_url_config(text)
    if not config.get("EMAIL_BACKEND"):
        raise Malformed("write smtp+tls://user:password@host:port or consolemail://")
    return dict(config)


def refuse_broken_lines(env_file: str) -> None:
    """Exits at a malformed line: django-environ would skip it, and print it with its secret."""
    if not os.path.isfile(env_file):
        return
    with open(env_file, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.lstrip().startswith("#") and not ASSIGNMENT.match(line):
                raise SystemExit(f"{env_file}, line {number}: write NAME=value")


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
