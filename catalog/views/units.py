"""Centimetres or inches: the unit in an address, and links to the page in the other unit."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.fit.lamp import HomeLamp
from catalog.lengths import Unit


def unit_asked(request: HttpRequest, lamp: HomeLamp | None = None) -> Unit:
    """The unit of the address, else that of the lamp."""
    asked = request.GET.get("unit")
    if asked in ("cm", "in"):
        return "in" if asked == "in" else "cm"
    return lamp.unit if lamp else "cm"


def unit_links(request: HttpRequest, path: str, unit: Unit) -> list[dict[str, Any]]:
    """Links to the same page in centimetres and in inches, with the rest of its address."""
    links = []
    for code, label in (("cm", _("Centimetres")), ("in", _("Inches"))):
        query = request.GET.copy()
        query["unit"] = code
        links.append({"url": f"{path}?{query.urlencode()}", "label": label, "is_current": code == unit})
    return links
