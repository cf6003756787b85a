"""What is missing before the shop may open. Apps add the parts that they know of; staff read them first."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Missing(NamedTuple):
    """What is missing, and in which way, in the active language. `url`: the form where it is filled in.

    `right`: the permission to do so. Whoever lacks it is not told.
    """

    what: "StrOrPromise"
    how: "StrOrPromise"
    url: str
    right: str


# Filled by the apps when they are loaded.
parts: list[Callable[[], Iterable[Missing]]] = []


def missing() -> list[Missing]:
    """All of it; nothing where the shop may open."""
    return [one for part in parts for one in part()]
