"""Pagination by a number in the address: the same rules for each list.

A page past the last is not found, so that the addresses of a list are as many as its pages. What is no number at all is
taken for the first page, and said.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from shop.quoting import quoted

NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)


def page_number(typed: str, warn: Callable[[str], object]) -> int:
    """The page number. For what is not a number it is 1, and `warn` is called with a message."""
    if NUMBER.fullmatch(typed):
        return int(typed)
    if typed:
        warn(_("There is no page %s. This is the first page.") % quoted(typed))
    return 1


def page_of(rows: QuerySet | Sequence[Any], per_page: int, number: int, *, count: int | None = None) -> Page:
    """The page of these rows. `count`: the number of rows, if it is known. Raises Http404 past the last page."""
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.count = count
    try:
        return paginator.page(number)
    except EmptyPage as error:
        raise Http404 from error
