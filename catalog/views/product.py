"""The product page, with the verdict, drawing, bulb check and fitting for the shopper's lamp."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.drawing.scale import ScaleDrawing, is_hanging, scale_drawing
from catalog.fit.bulb_forms import BulbForm, bulb_form
from catalog.fit.finder import lamp_in
from catalog.fit.forms import LampForm
from catalog.fit.lamp import HomeLamp
from catalog.fit.mounting import holding
from catalog.fit.remembered_lamp import kept_lamps
from catalog.fit.rules import judge
from catalog.fit.shade import as_shade
from catalog.fit.suits import bases
from catalog.lengths import Unit
from catalog.listing.about_as_wide import about_as_wide
from catalog.models import MAX_QUANTITY, Product
from catalog.models.photograph import read_photos
from catalog.sheet.data_sheet import data_sheet
from catalog.sheet.enquiries import about_shade
from catalog.sheet.structured_data import structured_data
from catalog.sheet.variants import colours, name_prices, widths
from catalog.views.staff import edit_url, for_staff_alone, may, preview_of
from catalog.views.units import unit_asked, unit_links
from shop.asked_again import rows_of
from shop.context import set_shown_page
from shop.kept import kept, set_own_address, set_still
from shop.responses import moved
from shop.statements import Statement

# All parameters that the page reads: the lamp that an address carries, and the bulb that is checked.
LAMP = (*LampForm.base_fields,)
BULB = (*BulbForm.base_fields,)

AT_ADDRESS = Statement(lambda slug: Product.objects.filter(slug=slug))
STOCK = "SELECT stock FROM products WHERE id = %s"
IN_FAMILY = Statement(lambda family: Product.objects.in_family(family))


@require_safe
@kept(*LAMP, *BULB)
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a shade; a former address, or one in capitals, redirects to it. Staff see a hidden one, too."""
    shade = AT_ADDRESS.first(slug)
    # Only a visitor with a cookie can be staff, and the page that is kept is built for one without.
    if shade is not None and (shade.is_public or may(request, "view")):
        if "unit" in request.GET:
            set_own_address(request, f"{request.path}?unit={unit_asked(request)}")
        return product_page(request, shade)
    shade = Product.objects.last_at(slug)
    if shade is None or not shade.is_public:
        raise Http404
    return moved(request, shade.get_absolute_url())


def product_page(request: HttpRequest, product: Product, *, quantity: str = "1", error: str = "") -> HttpResponse:
    """The page of a product; `error` is shown beside the quantity if it was not added to the cart."""
    set_shown_page(request, product.get_absolute_url())
    # The field for the quantity says how many one cart may hold, which each sale changes, unless there are more.
    pk, most = product.pk, min(product.stock, MAX_QUANTITY)
    set_still(request, lambda: [min(stock, MAX_QUANTITY) for (stock,) in rows_of(STOCK, (pk,))] == [most])
    read_photos(product)
    family = IN_FAMILY(product.family_id) if product.family_id else []
    preview = preview_of(product)
    home: dict[str, Any] = {"unit": unit_asked(request)}
    if preview is None or preview.is_measured:
        home = at_home(request, product)
    wider, coloured = widths(product, family), colours(product, family)
    context = {
        "product": product,
        "preview": preview,
        "edit_url": edit_url(request, product),
        "widths": wider,
        "widths_name_prices": name_prices(wider),
        "colours": coloured,
        "colours_name_prices": name_prices(coloured),
        "facts": data_sheet(product, home["unit"]),
        "others": about_as_wide(product) if product.is_sold_out and preview is None else None,
        "structured_data": structured_data(product),
        "enquiry": about_shade(product),
        "quantity": quantity,
        "error": error,
        "refused": error or ("bulb" in home and home["bulb"].errors),
        **home,
    }
    response = render(request, "catalog/product.html", context)
    return for_staff_alone(response) if preview else response


def at_home(request: HttpRequest, product: Product) -> dict[str, Any]:
    """The context of those parts of the page. No query.

    The lamp that the address carries on from the fit finder, else the one in the cookie.
    """
    kept = kept_lamps(request)
    carried = lamp_in(request.POST or request.GET)
    lamp = carried or (kept[0].lamp if kept else None)
    unit = unit_asked(request, lamp)
    form, suited = bulb_form(request.GET, unit), bases(as_shade(product))
    return {
        "unit": unit,
        "lamp": lamp,
        "carried": carried,
        "is_kept": any(lamp is not None and lamp.is_same(one.lamp) for one in kept),
        "verdict": judge(as_shade(product), lamp) if lamp else None,
        "suits": suited.words(unit) if suited else "",
        "drawing": drawing(product, lamp, unit),
        "is_own_base": stands_on(lamp, product),
        "units": unit_links(request, product.get_absolute_url(), unit, carried),
        "bulb": form,
        "bulb_answer": form.answer(as_shade(product), unit),
        "holding": holding(product),
    }


def stands_on(lamp: HomeLamp | None, product: Product) -> bool:
    """Whether the shade is drawn on the shopper's own base: it must stand, and its measures must be known."""
    stands = lamp is not None and lamp.use in ("table", "floor") and not is_hanging(as_shade(product))
    return stands and lamp is not None and lamp.height_mm is not None and lamp.width_mm is not None


def drawing(product: Product, lamp: HomeLamp | None, unit: Unit) -> ScaleDrawing:
    """The drawing to scale, on the shopper's base, or on one that suits the shade."""
    if lamp and stands_on(lamp, product):
        return scale_drawing(as_shade(product), lamp.height_mm, lamp.width_mm, unit)
    return scale_drawing(as_shade(product), unit=unit)
