"""Notes on an address: messages, what was typed into number fields, and its errors."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.messages.storage.base import Message


@dataclass
class Notes:
    """Filled while an address is parsed. `typed` and `faults` are by field name."""

    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    notices: list[Message] = field(default_factory=list)

    def warn(self, text: str) -> None:
        self.notices.append(Message(messages.WARNING, text))
