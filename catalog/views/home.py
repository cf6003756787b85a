"""The home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.fit.remembered_lamp import add_verdicts, remembered_lamp
from catalog.listing.facets import of_all_shades
from catalog.listing.overview import shelf
from catalog.listing.top_shade import top_of_home
from catalog.models import Product
from catalog.sheet.variants import add_family_colours
from pages.context import shown_business
from pages.structured_data import organisation
from shop.kept import kept

NEW_ON_HOME_PAGE = 5


@require_safe
@kept()
def home(request: HttpRequest) -> HttpResponse:
    business = shown_business(request)
    newest = list(Product.objects.public().newest().with_pair()[: NEW_ON_HOME_PAGE + 1])
    top = top_of_home(business, newest)
    # Not the same photographs twice, unless there are no others.
    products = [shade for shade in newest if top is None or shade.pk != top.shade.pk][:NEW_ON_HOME_PAGE] or newest
    add_family_colours(products)
    add_verdicts(products, remembered_lamp(request))
    context = {"products": products, "top": top, "shelf": shelf(of_all_shades())}
    return render(request, "catalog/home.html", context | {"organisation": organisation(business)})
