"""Replacing an old shade: which shades can take its place, the nearest in size first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.drawing.icons import FITTINGS
from catalog.drawing.over_the_old import over_the_old
from catalog.fit.fittings import FITTING_WORDS
from catalog.fit.old_shade import OldShade
from catalog.fit.old_shade_form import OldShadeForm, old_shade_form
from catalog.fit.replace import replacements
from catalog.fit.shade import as_shade


@require_safe
def replace(request: HttpRequest) -> HttpResponse:
    """What was asked is in the address; where it is not clear, with an error beside each field."""
    form = old_shade_form(request.GET)
    context = {"section": "fit", "form": form, "fittings": _fittings(form)}
    if form.is_valid() and form.old:
        context |= {"old": form.old, "results": _results(form.old)}
    return render(request, "catalog/replace.html", context)


def _results(old: OldShade) -> list[dict[str, Any]]:
    """Each shade with its drawing."""
    found = replacements(old)
    drawings = over_the_old(old, [as_shade(one.product) for one in found])
    return [{"found": one, "drawing": drawing} for one, drawing in zip(found, drawings, strict=True)]


def _fittings(form: OldShadeForm) -> list[dict[str, Any]]:
    """The choices of what held the old shade, each with its small picture and a line of explanation."""
    radios = [(radio, radio.data["value"]) for radio in form["fitting"].subwidgets]
    return [{"radio": radio, "picture": FITTINGS[code], "words": FITTING_WORDS[code]} for radio, code in radios]
