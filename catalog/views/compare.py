"""The comparison page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.drawing.side_by_side import comparison
from catalog.fit.remembered_lamp import add_verdicts, remembered_lamp
from catalog.fit.shade import as_shade
from catalog.sheet.comparison import SHADES, TICKS, choices, selection, table, with_ticks
from catalog.views.units import unit_asked, unit_links
from shop.kept import kept, set_own_address


@require_safe
@kept(SHADES, TICKS, "unit")
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four shades at one scale; with fewer, shades to choose from. Ticks join the address."""
    if TICKS in request.GET:
        return redirect(with_ticks(request.GET))
    chosen, lamp = selection(request.GET), remembered_lamp(request)
    add_verdicts(chosen.products, lamp)
    unit = unit_asked(request, lamp)
    if query := chosen.query(unit=unit if "unit" in request.GET else ""):
        set_own_address(request, f"{request.path}?{query}")
    context = {"section": "compare", "chosen": chosen, "lamp": lamp}
    context["choices"] = [] if chosen.is_full else list(choices(chosen))
    if chosen.is_enough:
        context["comparison"] = comparison([as_shade(product) for product in chosen.products], unit)
        context["table"] = table(chosen.products)
        context["units"] = unit_links(request, reverse("catalog:compare"), unit)
    return render(request, "catalog/compare.html", context)
