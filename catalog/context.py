"""What every page knows of the shopper's lamp."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from catalog.fit.remembered_lamp import KeptLamp, kept_lamps


def lamp(request: HttpRequest) -> dict[str, Any]:
    """`kept_lamp`: the lamp in use, None without one. The cookie is read when a template asks."""
    return {"kept_lamp": SimpleLazyObject(lambda: _in_use(request))}


def _in_use(request: HttpRequest) -> KeptLamp | None:
    return next(iter(kept_lamps(request)), None)
