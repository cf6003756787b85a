"""The list of shades."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.fit.query import fit_condition
from catalog.fit.remembered_lamp import add_verdicts, remembered_lamp
from catalog.fit.verdict import Level
from catalog.listing import panel
from catalog.listing.results import shade_list
from catalog.listing.state import PARAMETERS
from catalog.listing.your_lamp import your_lamp
from catalog.views.staff import may
from pages.current import current
from shop.context import set_canonical
from shop.kept import kept, set_own_address, set_read_at


@require_safe
@kept(*PARAMETERS)
def product_list(request: HttpRequest) -> HttpResponse:
    lamp = remembered_lamp(request)
    # A search reads the shop's own words, too: the list counts as old as they are.
    set_read_at(request, current().read_at)
    found = shade_list(request.GET, fits=fit_condition(lamp, Level.POSSIBLE) if lamp else None)
    add_verdicts([*found.products, *(found.instead.nearest if found.instead else [])], lamp)
    set_canonical(request, found.state.canonical)
    set_own_address(request, found.state.url)
    groups = panel.groups(found.reading, found.counts)
    context = {
        "section": "shades",
        "found": found,
        "groups": groups,
        "wrong": panel.wrong_ends(groups),
        "sorts": panel.sorts(found.state),
        "chips": panel.chips(found.state),
        "your_lamp": your_lamp(found.state, found.counts),
        "may_edit": may(request, "change"),
        "clear_url": found.state.cleared().url,
    }
    return render(request, "catalog/product_list.html", context)
