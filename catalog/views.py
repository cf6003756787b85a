"""Pages that everybody may see."""

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.at_home import at_home
from catalog.fit_forms import LampForm
from catalog.forms import SortForm
from catalog.lamps import add_verdicts, remembered_lamp
from catalog.models import Product
from catalog.sheet import data_sheet
from catalog.structured import structured_data
from catalog.variants import add_family_colours, colours, widths
from shop.context import stands_for

NEW_ON_HOME_PAGE = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    products = list(Product.objects.on_sale().newest().with_photos()[:NEW_ON_HOME_PAGE])
    add_family_colours(products)
    add_verdicts(products, remembered_lamp(request))
    form = LampForm(initial={"holder": "e27"})
    context = {"products": products, "shade_count": Product.objects.on_sale().count(), "form": form}
    return render(request, "catalog/home.html", context)


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    sort = SortForm(request.GET)
    paginator = Paginator(sort.apply(Product.objects.on_sale()).with_photos(), settings.PRODUCTS_PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page.")) from error
    products = list(page.object_list)
    add_family_colours(products)
    add_verdicts(products, remembered_lamp(request))
    context = {"page": page, "products": products, "sort": sort, "query": sort.query()}
    return render(request, "catalog/product_list.html", context)


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    return product_page(request, get_object_or_404(Product.objects.on_sale().with_photos(), slug=slug))


def product_page(request: HttpRequest, product: Product, *, quantity: str = "1", error: str = "") -> HttpResponse:
    """The page of a product; with `error` it says beside the quantity why it was not put into the cart."""
    stands_for(request, product.get_absolute_url())
    family = list(Product.objects.relatives_of(product)) if product.family_id else []
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
