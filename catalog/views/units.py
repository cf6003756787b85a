"""Centimetres or inches: the unit in an address, and links to the page in the other unit."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.fit.lamp import HomeLamp
from catalog.lengths import Unit

UNITS: tuple[tuple[Unit, Any], ...] = (("cm", _("Centimetres")), ("in", _("Inches")))


def unit_asked(request: HttpRequest, lamp: HomeLamp | None = None) -> Unit:
    """The unit of the address, else that of the lamp."""
    asked = request.GET.get("unit")
    if asked in ("cm", "in"):
        return "in" if asked == "in" else "cm"
    return lamp.unit if lamp else "cm"


def unit_links(request: HttpRequest, path: str, unit: Unit, carried: HomeLamp | None = None) -> list[dict[str, Any]]:
    """The same page in centimetres and in inches, with whatever else its address says; so is the lamp it carries."""
    links = []
    for code, label in UNITS:
        query = request.GET.copy()
        query["unit"] = code
        for name, value in (replace(carried, unit=code).fields if carried else {}).items():
            query[name] = value
        links.append({"url": f"{path}?{query.urlencode()}", "label": label, "is_current": code == unit})
    return links
