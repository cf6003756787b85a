"""Pages that everybody may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.fit.forms import LampForm
from catalog.fit.query import fit_condition
from catalog.fit.remembered_lamp import add_verdicts, remembered_lamp
from catalog.fit.verdict import Level
from catalog.listing import panel
from catalog.listing.chips import chips
from catalog.listing.overview import shelf
from catalog.listing.results import shade_list
from catalog.models import Product
from catalog.sheet.data_sheet import data_sheet
from catalog.sheet.structured_data import structured_data
from catalog.sheet.variants import add_family_colours, colours, widths
from catalog.views.at_home import at_home
from shop.context import set_canonical, set_shown_page

NEW_ON_HOME_PAGE = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    products = list(Product.objects.public().newest().with_photos()[:NEW_ON_HOME_PAGE])
    add_family_colours(products)
    add_verdicts(products, remembered_lamp(request))
    form = LampForm(initial={"holder": "e27"})
    # The page has no place for it, and no field may point at what is not there.
    form.fields["holder"].help_text = ""
    context = {"products": products, "shelf": shelf(), "form": form}
    return render(request, "catalog/home.html", context)


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    lamp = remembered_lamp(request)
    found = shade_list(request.GET, fits=fit_condition(lamp, Level.POSSIBLE) if lamp else None)
    add_verdicts(found.products, lamp)
    set_canonical(request, found.wanted.canonical)
    groups = panel.groups(found.reading, found.counts, has_lamp=lamp is not None)
    context = {
        "section": "shades",
        "found": found,
        "groups": groups,
        "wrong": panel.wrong_ends(groups),
        "orders": panel.orders(found.wanted),
        "chips": chips(found.wanted),
        "clear_url": found.wanted.cleared().url,
    }
    return render(request, "catalog/product_list.html", context)


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    return product_page(request, get_object_or_404(Product.objects.public().with_photos(), slug=slug))


def product_page(request: HttpRequest, product: Product, *, quantity: str = "1", error: str = "") -> HttpResponse:
    """The page of a product; with `error` it says beside the quantity why it was not put into the cart."""
    set_shown_page(request, product.get_absolute_url())
    family = list(Product.objects.in_family_of(product)) if product.family_id else []
    context = {
        "product": product,
        "widths": widths(product, family),
        "colours": colours(product, family),
        "facts": data_sheet(product),
        "structured_data": structured_data(product),
        "quantity": quantity,
        "error": error,
        **at_home(request, product),
    }
    return render(request, "catalog/product.html", context)
