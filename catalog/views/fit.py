"""Pages about the lamp at home: the fit finder, the cookie of the lamp, the ring gauge, and shades side by side."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from catalog.drawing.ring_gauge import ring_gauge as gauge
from catalog.drawing.side_by_side import comparison
from catalog.fit.finder import answers, pendant_words, question
from catalog.fit.remembered_lamp import add_verdicts, as_shade, forget, remember, remembered_lamp
from catalog.sheet import comparison as comparing
from catalog.views.at_home import unit_asked, unit_links
from shop.context import set_shown_page
from shop.responses import SeeOther
from shop.security import same_origin


@require_safe
def fit(request: HttpRequest) -> HttpResponse:
    return fit_page(request, request.GET)


def fit_page(request: HttpRequest, data: QueryDict) -> HttpResponse:
    """The fit finder with its answers; where the lamp is not clear, with an error beside each field."""
    set_shown_page(request, reverse("catalog:fit"))
    remembered = remembered_lamp(request)
    asked = question(data, remembered)
    context = {"section": "fit", "asked": asked, "remembered": remembered, "is_remembered": asked.lamp == remembered}
    if asked.lamp:
        context["answers"] = answers(asked.lamp, page=data.get("page", "1"), wants_unfit=data.get("show") == "no")
        context["advice"] = pendant_words(asked.lamp)
    return render(request, "catalog/fit.html", context)


@require_POST
@same_origin
def remember_lamp(request: HttpRequest) -> HttpResponse:
    """Keeps the lamp in a cookie for a year, or forgets it (`forget`)."""
    if "forget" in request.POST:
        response = SeeOther(reverse("catalog:fit"))
        forget(response)
        return response
    lamp = question(request.POST, None).lamp
    if lamp is None:
        return fit_page(request, request.POST)
    response = SeeOther(lamp.address)
    remember(response, lamp)
    return response


@require_safe
def ring_gauge(request: HttpRequest) -> HttpResponse:
    return render(request, "catalog/ring_gauge.html", {"section": "fit", "gauge": gauge()})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four shades on one scale; with fewer, shades to choose from."""
    chosen, lamp = comparing.selection(request.GET), remembered_lamp(request)
    add_verdicts(chosen.products, lamp)
    unit = unit_asked(request, lamp)
    context = {"section": "compare", "chosen": chosen, "lamp": lamp}
    context["choices"] = [] if chosen.is_full else list(comparing.choices(chosen))
    if chosen.is_enough:
        context["comparison"] = comparison([as_shade(product) for product in chosen.products], unit)
        context["table"] = comparing.table(chosen.products)
        context["units"] = unit_links(request, reverse("catalog:compare"), unit)
    return render(request, "catalog/compare.html", context)
