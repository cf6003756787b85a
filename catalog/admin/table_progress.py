"""A long table while it is applied: a page that grows by a line for each batch of rows, without a script.

The rows are written while the page is sent, in one transaction. Whoever closes the page before its end, or loses the
connection, ends that transaction: nothing is changed, and the page has said so.
"""

import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

# Stands in the template where the lines come, and what became of the table.
LINES, RESULT = "<!-- lines -->", "<!-- result -->"


class Outcome(NamedTuple):
    """What became of a table, in words, with a level of `django.contrib.messages`."""

    level: int
    said: str
    is_done: bool = False


# Yields how many rows of how many are written.
Steps = Generator[tuple[int, int], None, Outcome]


def progress_page(request: HttpRequest, steps: Steps, context: dict[str, object]) -> StreamingHttpResponse:
    template = "admin/catalog/product/applying.html"
    whole = render_to_string(template, {**context, "lines": LINES, "result": RESULT}, request)
    parts = lines_of(steps, *cut(whole), language=translation.get_language() or "")
    # nginx would collect the lines, and send them all at the end.
    return StreamingHttpResponse(parts, headers={"X-Accel-Buffering": "no"})


def cut(whole: str) -> tuple[str, str, str]:
    head, _lines, rest = whole.partition(LINES)
    middle, _result, tail = rest.partition(RESULT)
    return head, middle, tail


def lines_of(steps: Steps, head: str, middle: str, tail: str, *, language: str) -> Iterator[str]:
    """The page in parts. The language of the request is no longer active when they are made."""
    with translation.override(language), closing(steps):
        yield head
        outcome = yield from told(steps)
        yield middle
        name = messages.DEFAULT_TAGS[outcome.level]
        yield format_html('<ul class="messagelist"><li class="{}">{}</li></ul>', name, outcome.said)
        yield tail


def told(steps: Steps) -> Generator[str, None, Outcome]:
    try:
        while True:
            done, total = next(steps)
            said = _("%(done)d of %(total)d rows are written.") % {"done": done, "total": total}
            yield format_html("<li>{}</li>\n", said)
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome
    except Exception:  # the page has begun, and no other can say it
        logger.exception("a table could not be applied")
        return Outcome(messages.ERROR, _("Nothing was changed: something went wrong. Please try again."))
