"""Parts of an address that a page may quote."""

import re

from django.utils.translation import gettext as _

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# The most characters that a message quotes.
MAX_QUOTED_LETTERS = 30


def clean(text: str) -> str:
    """A part of the address without control characters."""
    return CONTROL.sub(" ", text).strip()


def quoted(text: str) -> str:
    """A part of the address, shortened and in quotation marks."""
    text = clean(text)
    return _("“%s”") % (f"{text[:MAX_QUOTED_LETTERS]}…" if len(text) > MAX_QUOTED_LETTERS else text)
