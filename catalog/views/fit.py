"""Pages about the lamp at home: the fit finder, the cookie of the lamp, and the ring gauge."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.drawing.ring_gauge import ring_gauge as gauge
from catalog.fit.finder import answers, pendant_words, question
from catalog.fit.remembered_lamp import forget, remember, remembered_lamp
from shop.context import set_shown_page
from shop.pagination import page_number
from shop.responses import SeeOther, button_on
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
        number = page_number(data.get("page", ""), partial(messages.warning, request))
        context["answers"] = answers(asked.lamp, number=number, wants_unfit=data.get("show") == "no")
        context["advice"] = pendant_words(asked.lamp)
    return render(request, "catalog/fit.html", context)


@button_on(lambda: reverse("catalog:fit"))
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
