"""What the lists of the admin need beyond Django's own tags."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()

USUAL_FILTER = "admin/filter.html"


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[dict[str, Any]]) -> Iterator[SafeString]:
    """The cells of a row, each with the heading of its column, which a narrow window has no place for."""
    for cell, header in zip(cells, headers, strict=False):
        label = escape(capfirst(header["text"]))
        is_tick = "action-checkbox" in cell
        yield mark_safe(cell if is_tick else cell.replace(" ", f' data-label="{label}" ', 1))  # noqa: S308  # both escaped


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
