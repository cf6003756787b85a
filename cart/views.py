"""The cart page, and the POST views that change the cart."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cart.contents import TooMany, add, cart_of, mend, set_quantity
from cart.forms import QuantityForm
from cart.owner import owner_of, owner_to_write, remember_guest
from cart.words import cuts, missing
from catalog.fit.remembered_lamp import add_verdicts, remembered_lamp
from catalog.models import MAX_QUANTITY, Product
from catalog.views.product import product_page
from shop.context import set_shown_page
from shop.responses import SeeOther, button_on
from shop.security import same_origin
from shop.statements import Statement

PUBLIC = Statement(lambda pk: Product.objects.public().filter(pk=pk))


@require_safe
def cart(request: HttpRequest) -> HttpResponse:
    """The cart. A guest's first add redirects to `?added=1`, so that the page can warn if no cookie was sent back."""
    if "added" in request.GET and not owner_of(request).is_nobody:
        return SeeOther(address())
    return cart_page(request)


def cart_page(request: HttpRequest, *, wrong: int | None = None, typed: str = "", error: str = "") -> HttpResponse:
    """The cart; after a refused quantity, with what was `typed` for the `wrong` product and the error beside it."""
    set_shown_page(request, reverse("cart:cart"))
    cart = cart_of(owner_of(request))
    add_verdicts((item.product for item in cart.items), remembered_lamp(request))
    context = {
        "section": "cart",
        "cart": cart,
        "removed": removed(request),
        "is_without_cookie": "added" in request.GET,
        "wrong": wrong,
        "typed": typed,
        "error": error,
    }
    return render(request, "cart/cart.html", context)


def removed(request: HttpRequest) -> dict[str, object] | None:
    """The product and quantity just removed, for the undo button (`?removed=<id>&quantity=<n>`)."""
    form = QuantityForm(request.GET, least=1)
    pk = request.GET.get("removed", "")
    if not (pk.isdecimal() and len(pk) < 19 and form.is_valid()):
        return None
    product = Product.objects.public().filter(pk=pk).exclude(cart_items__in=owner_of(request).items()).first()
    return {"product": product, "quantity": form.cleaned_data["quantity"]} if product else None


def address() -> str:
    return reverse("cart:cart")


@button_on(address)
@same_origin
def add_item(request: HttpRequest) -> HttpResponse:
    """Adds a product to the cart; an error is shown beside the quantity on the product page."""
    pk = request.POST.get("product_id", "")
    product = PUBLIC.first(int(pk) if pk.isdecimal() and len(pk) < 19 else 0)
    if product is None:
        raise Http404
    form = QuantityForm(request.POST, least=1)
    error = form.error
    if not error:
        owner = owner_to_write(request)
        try:
            add(owner, product, form.cleaned_data["quantity"])
            remember_guest(request, owner)
        except TooMany as refusal:
            error = too_many(refusal)
    if error:
        typed = request.POST.get("quantity", "")
        return product_page(request, product, quantity=typed, error=error)
    messages.success(request, _("%(product)s is in your cart.") % {"product": product})
    # On the first add we do not know yet whether the browser keeps cookies.
    return SeeOther(f"{address()}?added=1" if owner_of(request).is_nobody else address())


@button_on(lambda product_id: address())
@same_origin
def change_item(request: HttpRequest, product_id: int) -> HttpResponse:
    """Sets the quantity of a line; 0 removes it. On an error, shown beside the line, the cart is unchanged."""
    owner = owner_of(request)
    # By product__pk and not product_id: Django then treats a number of 30 digits as a key that does not exist.
    item = owner.items().select_related("product").filter(product__pk=product_id).first()
    if item is None:
        # A second click gets the same answer as the first: the page with the undo button.
        return SeeOther(way_back(product_id, was) if (was := was_there(request)) else address())
    form = QuantityForm(request.POST, least=0)
    error = form.error
    if not error:
        try:
            set_quantity(owner, item.product, form.cleaned_data["quantity"])
            remember_guest(request, owner)
        except TooMany as refusal:
            error = too_many(refusal)
    if error:
        return cart_page(request, wrong=product_id, typed=request.POST.get("quantity", ""), error=error)
    if form.cleaned_data["quantity"] == 0:
        return SeeOther(way_back(product_id, item.quantity))
    messages.success(request, _("Cart updated."))
    return SeeOther(f"{address()}#line-{product_id}")


@button_on(address)
@same_origin
def mend_cart(request: HttpRequest) -> HttpResponse:
    """Corrects the changed lines, and redirects to the review page if anything is left to order."""
    owner = owner_of(request)
    changes = mend(owner)
    if changes:
        remember_guest(request, owner)
    if names := missing(changes):
        messages.info(request, _("Removed from your cart: %s.") % names)
    for cut in cuts(changes):
        messages.info(request, cut)
    return SeeOther(reverse("orders:new_order") if owner.items().exists() else address())


def way_back(product_id: int, quantity: int) -> str:
    """The address of the cart with the undo button for what was removed."""
    return f"{address()}?removed={product_id}&quantity={quantity}"


def was_there(request: HttpRequest) -> int:
    """The quantity that the page had shown of a line that is removed; 0 if none is removed."""
    was = QuantityForm({"quantity": request.POST.get("was")}, least=1)
    return was.cleaned_data["quantity"] if request.POST.get("quantity") == "0" and was.is_valid() else 0


def too_many(refusal: TooMany) -> str:
    """The refusal in words, with the largest possible quantity."""
    if refusal.largest < 1:
        return _("This shade is sold out.")
    if refusal.largest == MAX_QUANTITY:
        limit = _("At most %d of one shade.") % MAX_QUANTITY
    else:
        limit = ngettext("Only %d left.", "Only %d left.", refusal.largest) % refusal.largest
    if not refusal.in_cart:
        return limit
    more = refusal.largest - refusal.in_cart
    if more > 0:
        rest = _("Your cart already has %(in_cart)d; you can add %(more)d more.")
    else:
        rest = _("Your cart already has %(in_cart)d; you cannot add more.")
    return f"{limit} {rest % {'in_cart': refusal.in_cart, 'more': more}}"
