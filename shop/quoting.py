"""Pieces of an address that a page may repeat."""

import re

from django.utils.translation import gettext as _

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# A message repeats no more than this of what it is about.
MAX_QUOTED_LETTERS = 30


def clean(text: str) -> str:
    """A piece of the address without control characters."""
    return CONTROL.sub(" ", text).strip()


def quoted(text: str) -> str:
    """A piece of the address that may be shown."""
    text = clean(text)
    return _("“%s”") % (f"{text[:MAX_QUOTED_LETTERS]}…" if len(text) > MAX_QUOTED_LETTERS else text)
