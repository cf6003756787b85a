"""From the cart to a paid order. All private: an order is fetched through its user, another's is a 404."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import ConfirmForm
from accounts.views import account_page
from cart.contents import Cart, cart_of
from cart.owner import owner_of
from catalog.stock import OutOfStock
from orders.checkout import EmptyCart, Line, TotalChanged, place_order, same_as
from orders.closing import close_account
from orders.forms import DELIVERY, OrderForm, prefilled, read_line, shown_line
from orders.models import InvalidTransition, Order, PaymentExpired
from shop.responses import SeeOther

KEPT = "delivery"


@login_required
@never_cache
@require_safe
def new_order(request: HttpRequest) -> HttpResponse:
    """The review: everything once more, and one button."""
    cart = cart_of(owner_of(request))
    if not cart.is_ready:
        if cart.items:
            messages.warning(request, _("Something in your cart has changed. Look at it before you order."))
        return SeeOther(reverse("cart:cart"))
    last = request.user.orders.recent().first()
    form = OrderForm(initial=prefilled(last, request.session.get(KEPT)))
    return review_page(request, cart, form)


def review_page(
    request: HttpRequest, cart: Cart, form: OrderForm, *, key: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """The review of a cart. A new key makes a new order possible; the old one is kept while only fields are wrong."""
    request.stands_for = reverse("orders:new_order")  # type: ignore[attr-defined]
    context |= {
        "cart": cart,
        "form": form,
        "checkout_key": key or secrets.token_urlsafe(16),
        "shown": [shown_line(item) for item in cart.items],
        "minutes": settings.MINUTES_TO_PAY,
    }
    return render(request, "orders/new_order.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def orders(request: HttpRequest) -> HttpResponse:
    """My orders; a post places one."""
    return place(request) if request.method == "POST" else order_list(request)


def order_list(request: HttpRequest) -> HttpResponse:
    paginator = Paginator(request.user.orders.recent().with_items(), settings.ORDERS_PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page.")) from error
    return render(request, "orders/orders.html", {"page": page})


def place(request: HttpRequest) -> HttpResponse:
    """Places the order of the review page, once, and leads to it."""
    form = OrderForm(request.POST)
    key = request.POST.get("checkout_key", "")[:64]
    shown = [line for value in request.POST.getlist("line")[:500] if (line := read_line(value))]
    if not form.is_valid() and not request.user.orders.filter(checkout_key=key).exists():
        cart = cart_of(owner_of(request))
        if not cart.items:
            return already_ordered(request, shown)
        return review_page(request, cart, form, key=key, status=422)
    if not key:
        return changed_page(request, form, shown, TotalChanged())
    delivery = {field: form.cleaned_data.get(field, "") for field in DELIVERY}
    try:
        placed = place_order(user=request.user, checkout_key=key, shown=shown, delivery=delivery)
    except EmptyCart:
        return already_ordered(request, shown)
    except (TotalChanged, OutOfStock) as refusal:
        request.session[KEPT] = {field: request.POST.get(field, "") for field in DELIVERY}
        return changed_page(request, form, shown, refusal)
    request.session.pop(KEPT, None)
    if placed.is_new:
        messages.success(request, _("Thank you, the order is placed. One step is left: the payment."))
    elif not placed.is_as_shown:
        messages.warning(request, _("This order was placed before, as it stands here. The cart has changed since."))
    return SeeOther(placed.order.get_absolute_url())


def already_ordered(request: HttpRequest, shown: list[Line]) -> HttpResponse:
    """Nothing is left to order: leads to the order that another tab has just made of it, if that is what happened."""
    last = request.user.orders.recent().first()
    if last and shown and same_as(last, shown):
        messages.info(request, _("This cart has been ordered already: here is the order."))
        return SeeOther(last.get_absolute_url())
    messages.warning(request, _("Your cart is empty, so there is nothing to order."))
    return SeeOther(reverse("cart:cart"))


def changed_page(request: HttpRequest, form: OrderForm, shown: list[Line], refusal: Exception) -> HttpResponse:
    """The review anew, with what it shows now beside what it showed before, and with a new key."""
    cart = cart_of(owner_of(request))
    if not cart.items:
        return already_ordered(request, shown)
    before = {line.product_id: line for line in shown}
    for item in cart.items:
        line = before.pop(item.product_id, None)
        item.is_new_here = line is None  # type: ignore[attr-defined]
        item.shown_price = line.price if line and line.price != item.product.price else None  # type: ignore[attr-defined]
        item.shown_quantity = line.quantity if line and line.quantity != item.quantity else None  # type: ignore[attr-defined]
    context = {"is_short": isinstance(refusal, OutOfStock), "is_changed": True, "gone_count": len(before)}
    return review_page(request, cart, form, status=409, **context)


def order_of(request: HttpRequest, number: str) -> Order:
    return get_object_or_404(request.user.orders, number=number)


@login_required
@never_cache
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    found = get_object_or_404(request.user.orders.with_items().prefetch_related("events"), number=number)
    return render(request, "orders/order.html", {"order": found})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, number: str) -> HttpResponse:
    """The mock payment: the shopper chooses how it ends."""
    order = order_of(request, number)
    if request.method != "POST":
        if not order.is_pending:
            return SeeOther(order.get_absolute_url())
        return render(request, "orders/pay.html", {"order": order})
    if request.POST.get("outcome") == "failure":
        messages.error(request, _("The payment did not go through. Nothing was paid; you can try again."))
        return SeeOther(order.get_absolute_url())
    try:
        order.pay(by=request.user)
        messages.success(request, _("Thank you, the order is paid."))
    except PaymentExpired:
        messages.error(request, _("The time to pay was over, so the order was cancelled. Nothing was paid."))
    except InvalidTransition:
        explain(request, order)
    return SeeOther(order.get_absolute_url())


@login_required
@require_POST
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    order = order_of(request, number)
    try:
        order.cancel(by=request.user)
        messages.success(request, _("The order is cancelled. Nothing was paid, and the shades are back on sale."))
    except InvalidTransition:
        explain(request, order)
    return SeeOther(order.get_absolute_url())


def explain(request: HttpRequest, order: Order) -> None:
    """Why a button did nothing: the order had moved before."""
    if order.is_paid:
        messages.info(request, _("This order was paid already."))
    else:
        messages.info(request, _("This order was cancelled already."))


@login_required
@never_cache
@require_POST
@sensitive_post_parameters("password")
def close(request: HttpRequest) -> HttpResponse:
    """Closes the account, after its password was typed once more."""
    form = ConfirmForm(request.user, request.POST)
    if not form.is_valid():
        return account_page(request, closing_form=form, status=422)
    close_account(user=request.user)
    logout(request)
    messages.success(request, _("Your account is closed."))
    return SeeOther(reverse("catalog:home"))
