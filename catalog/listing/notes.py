"""What the page says of its address: messages, what was typed into number fields, and what is wrong with it."""

import re
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext as _

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
# A message repeats no more than this of what it is about.
MAX_QUOTED_LETTERS = 30


@dataclass
class Notes:
    """Filled while an address is read. `typed` and `faults` are by name of the field."""

    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    notices: list[Message] = field(default_factory=list)

    def warn(self, text: str) -> None:
        self.notices.append(Message(messages.WARNING, text))


def clean(text: str) -> str:
    """A piece of the address without control characters."""
    return CONTROL.sub(" ", text).strip()


def quoted(text: str) -> str:
    """A piece of the address that may be shown."""
    text = clean(text)
    return _("“%s”") % (f"{text[:MAX_QUOTED_LETTERS]}…" if len(text) > MAX_QUOTED_LETTERS else text)
