"""Fragments of templates that are rendered once for equal arguments and kept: `{% made_once "…" a=b %}`.

Cards, options of filters, header and footer are most of the work of a page, and the same on the next one. What is kept
cannot be out of date: a fragment sees its arguments and nothing else, and these tell one piece of HTML from another. So
they are values that never change: texts, numbers and tuples of them. A shade is none, for it is equal to itself with
another price.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from shop.language import current_language

# Up to 6 kB each, for each process.
MOST = 2000

# These very types: one that adds something to a text or a number is equal to one without it.
VALUES = (str, int, bool, Decimal, type(None))


def made_once(fragment: str | Callable[..., str], **arguments: Any) -> SafeString:
    """The HTML of a fragment in the active language: a template, or a function that writes it, which is a module's own.

    Raises TypeError for an argument that may change.
    """
    make = _made.__wrapped__ if settings.DEBUG else _made
    return SafeString(make(fragment, current_language(), tuple(arguments), *arguments.values()), "utf-8")


# Typed: 1 and True are equal, and so are a text and one that is safe HTML. In UTF-8, because a text with one € or dash
# has two bytes for each letter: of 600 pages, two workers kept 4 MiB more.
@lru_cache(maxsize=MOST, typed=True)
def _made(fragment: str | Callable[..., str], _language: str, names: tuple[str, ...], *values: Any) -> bytes:
    for name, value in zip(names, values, strict=True):
        if not _is_constant(value) and type(value) is not SafeString:
            raise TypeError(f"{fragment}: {name} may change, {type(value).__name__}")
    arguments = dict(zip(names, values, strict=True))
    return (fragment(**arguments) if callable(fragment) else get_template(fragment).render(arguments)).encode()


def _is_constant(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_constant, value))
    if is_dataclass(value):
        return value.__hash__ is not None and all(_is_constant(getattr(value, one.name)) for one in fields(value))
    return type(value) in VALUES or isinstance(value, (Enum, Promise))
