"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.fit.remembered_lamp import add_verdicts, remembered_lamp
from catalog.listing.overview import shelf
from catalog.models import Product
from catalog.sheet.variants import add_family_colours
from pages.current import business
from pages.structured_data import organisation
from shop.kept import kept

NEW_ON_HOME_PAGE = 5


@require_safe
@kept()
def home(request: HttpRequest) -> HttpResponse:
    products = list(Product.objects.public().newest().with_pair()[:NEW_ON_HOME_PAGE])
    add_family_colours(products)
    add_verdicts(products, remembered_lamp(request))
    return render(
        request, "catalog/home.html", {"products": products, "shelf": shelf(), "organisation": organisation(business())}
    )
