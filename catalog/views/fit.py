"""Pages about the lamp at home: the fit finder, the cookie of the lamps, and the ring gauge."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.drawing.ring_gauge import ring_gauge as gauge
from catalog.fit.finder import READ, answers, pendant_words, question
from catalog.fit.remembered_lamp import KeptLamp, NameForm, choose, forget, kept_lamps, remember
from catalog.sheet.enquiries import made_to_measure
from catalog.terms import Use
from shop.context import set_shown_page
from shop.kept import kept, set_own_address
from shop.pagination import page_number
from shop.responses import SeeOther, button_on
from shop.security import same_origin


@require_safe
@kept(*READ, "page", "show")
def fit(request: HttpRequest) -> HttpResponse:
    if request.GET.get("use") in Use:
        set_own_address(request, f"{request.path}?use={request.GET['use']}")
    return fit_page(request, request.GET)


def fit_page(request: HttpRequest, data: QueryDict, *, name_form: NameForm | None = None) -> HttpResponse:
    """The fit finder with its answers; where the lamp is not clear, with an error beside each field."""
    set_shown_page(request, reverse("catalog:fit"))
    kept = kept_lamps(request)
    asked = question(data, kept[0].lamp if kept else None)
    context = {
        "section": "fit",
        "asked": asked,
        "kept": kept,
        "same": next((one for one in kept if asked.lamp and asked.lamp.is_same(one.lamp)), None),
        "name_form": name_form or NameForm(),
    }
    if asked.lamp:
        number = page_number(data.get("page", ""), partial(messages.warning, request))
        context["answers"] = answers(asked.lamp, number=number, wants_unfit=data.get("show") == "no")
        context["advice"] = pendant_words(asked.lamp)
        context["enquiry"] = made_to_measure(asked.lamp)
    return render(request, "catalog/fit.html", context)


@button_on(lambda: reverse("catalog:fit"))
@same_origin
def remember_lamp(request: HttpRequest) -> HttpResponse:
    """Keeps a lamp in the cookie for a year, puts another in use (`choose`), or forgets one or all (`forget`)."""
    kept = kept_lamps(request)
    if "forget" in request.POST or "choose" in request.POST:
        return _without_measures(request, kept)
    lamp = question(request.POST, None).lamp
    if lamp is None:
        return fit_page(request, request.POST)
    form = NameForm(request.POST, lamp=lamp, kept=kept)
    if not form.is_valid():
        return fit_page(request, request.POST, name_form=form)
    response = SeeOther(lamp.address)
    remember(response, lamp, name=form.cleaned_data["name"], kept=kept)
    return response


def _without_measures(request: HttpRequest, kept: list[KeptLamp]) -> HttpResponse:
    response, key = SeeOther(reverse("catalog:fit")), request.POST.get("key", "")
    if "choose" in request.POST:
        choose(response, kept, key)
    else:
        forget(response, kept if "key" in request.POST else (), key)
    return response


@require_safe
@kept()
def ring_gauge(request: HttpRequest) -> HttpResponse:
    return render(request, "catalog/ring_gauge.html", {"section": "fit", "gauge": gauge()})
