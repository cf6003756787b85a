"""The staff's start page: what is to be done today, in figures that lead to exactly the rows they count."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone


class Figure(NamedTuple):
    """A number, or what stands for one, in words; and the list that shows these rows. `note` says more of them.

    `is_named`: it stands for one row, and the value is no number.
    """

    label: str
    value: str
    url: str
    note: str = ""
    is_named: bool = False


class Link(NamedTuple):
    label: str
    url: str


class Section(NamedTuple):
    """Figures under one heading. `place` is its number on the page, `more` a page that says more.

    `is_list`: what is to be done once, a short list that is folded once any section says that the shop `is_trading`.
    """

    place: int
    title: str
    figures: list[Figure]
    more: Link | None = None
    is_list: bool = False
    is_trading: bool = False


# What an app has for the start page; None if the reader may not see it.
Part = Callable[[HttpRequest], Section | None]


def listed(model: type[models.Model], query: Mapping[str, Any]) -> str:
    """The address of the admin's list of a model, narrowed by the parameters that it reads."""
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{address}?{urlencode({name: written(value) for name, value in query.items()})}"


def written(value: Any) -> str:
    return value.astimezone(timezone.get_current_timezone()).isoformat() if isinstance(value, datetime) else str(value)
