"""What the page says of its address: messages, what was typed into number fields, and what is wrong with it."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.messages.storage.base import Message


@dataclass
class Notes:
    """Filled while an address is read. `typed` and `faults` are by name of the field."""

    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    notices: list[Message] = field(default_factory=list)

    def warn(self, text: str) -> None:
        self.notices.append(Message(messages.WARNING, text))
