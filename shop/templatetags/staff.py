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
def labelled(rows: Iterable[Iterable[str]], headers: Iterable[dict[str, Any]]) -> Iterator[list[SafeString]]:
    """The cells of each row with the heading of their column, which a narrow window has no place for.

    Cells of words have the whole of them as their title.
    """
    # Once for all rows: they were a fifth of a page.
    labels = [f' data-label="{escape(capfirst(header["text"]))}" ' for header in headers]
    for cells in rows:
        yield [_labelled(cell, label) for cell, label in zip(cells, labels, strict=False)]


def _labelled(cell: str, label: str) -> SafeString:
    if WORDS.match(cell):
        label += f'title="{escape(unescape(TAG.sub("", cell)))}" '
    is_tick = "action-checkbox" in cell
    return mark_safe(cell if is_tick else cell.replace(" ", label, 1))  # noqa: S308  # both escaped


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
