"""What the lists of the admin need beyond Django's own tags."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()

USUAL_FILTER = "admin/filter.html"


# Cells of words, which may be longer than a line of a narrow window (staff-lists.css cuts them there).
WORDS = re.compile(
    r'<t[dh] class="field-(name|recipient|product|buyer_name|email|slug|sku|staff_member|in_words|what|languages)[" ]'
)
TAG = re.compile(r"<[^>]*>")


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> Iterator[SafeString]:
    """The cells of a row, each with the heading of its column, which a narrow window has no place for.

    Cells of words have the whole of them as their title.
    """
    for cell, header in zip(cells, headers, strict=False):
        more = f' data-label="{escape(capfirst(header["text"]))}" '
        if WORDS.match(cell):
            more += f'title="{escape(unescape(TAG.sub("", cell)))}" '
        is_tick = "action-checkbox" in cell
        yield mark_safe(cell if is_tick else cell.replace(" ", more, 1))  # noqa: S308  # both escaped


@register.simple_tag
def narrowed_by(changes: Any) -> list[str]:
    """What is chosen in the filters of a ChangeList, in their words. Those with choices elsewhere are left out."""
    if changes.add_facets:
        # Each filter would be counted again.
        return []
    usual = [spec for spec in changes.filter_specs if spec.template == USUAL_FILTER]
    # The first choice of each is all rows.
    return [
        f"{spec.title}: {one['display']}" for spec in usual for one in [*spec.choices(changes)][1:] if one["selected"]
    ]
