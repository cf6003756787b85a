"""Checkout: the review page, and the POST that places the order."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.throttle import SESSIONS_OF_STRANGER, count
from cart.contents import Cart, cart_of
from cart.owner import owner_of
from catalog.stock import OutOfStock
from orders.checkout import (
    EmptyCart,
    Line,
    NoAccount,
    Placed,
    TotalChanged,
    TotalTooLarge,
    lines_of,
    place_order,
    same_as,
)
from orders.forms import DELIVERY, OrderForm
from orders.models import Order, Payment
from orders.review import gone, prefilled, read_lines, review_lines
from orders.transfer import has_account
from orders.vat import vat_in_words
from pages.current import business, links_to
from pages.models.page import BEFORE_ORDERING
from shop.context import set_shown_page
from shop.responses import SeeOther
from shop.statements import Statement
from shop.visitors import network_of

KEPT = "delivery"
# In characters: no field of the form takes more.
LONGEST = 200
LAST = Statement(lambda user: Order.objects.filter(user=user).recent()[:1])


@login_required(login_url="orders:enter")
@require_safe
def new_order(request: SignedInRequest) -> HttpResponse:
    """The review page: cart, delivery address, and one button."""
    cart = cart_of(owner_of(request))
    if not cart.is_ready:
        if cart.items:
            has_changed = _("Something in your cart has changed. Check it before you order.")
            messages.warning(request, cart.obstacle if cart.is_too_large else has_changed)
        return SeeOther(reverse("cart:cart"))
    last = LAST.first(request.user.pk)
    form = OrderForm(initial=prefilled(last, request.session.get(KEPT)))
    return review_page(request, cart, form)


def review_page(
    request: SignedInRequest,
    cart: Cart,
    form: OrderForm,
    *,
    key: str = "",
    shown: list[Line] | None = None,
    is_short: bool = False,
) -> HttpResponse:
    """The review page, with a new key unless one is given, and with what was `shown` before where that differs."""
    set_shown_page(request, reverse("orders:new_order"))
    is_by_transfer = settings.PAYMENT == Payment.TRANSFER
    context = {
        "cart": cart,
        "form": form,
        "checkout_key": key or secrets.token_urlsafe(16),
        "minutes": settings.MINUTES_TO_PAY,
        "days": settings.DAYS_TO_PAY if is_by_transfer else None,
        "has_no_account": is_by_transfer and not has_account(business()),
        "lines": review_lines(cart.items, shown),
        "is_again": shown is not None,
        "is_short": is_short,
        "gone_count": gone(cart.items, shown or []),
        "to_read": links_to(*BEFORE_ORDERING),
        "vat": vat_in_words(cart.total, business().vat_rate),
    }
    return render(request, "orders/new_order.html", context)


def place(request: SignedInRequest) -> HttpResponse:
    """Places the order of the review page, once, and redirects to it; a refusal is shown on the review page."""
    form = OrderForm(request.POST)
    # PostgreSQL does not store NUL, and no key of ours contains it.
    key = request.POST.get("checkout_key", "").replace("\x00", "")[:64]
    shown = read_lines(request.POST.getlist("line"))
    # If this key has made an order already, that order is the answer, whatever the fields say now.
    if not key or not (form.is_valid() or request.user.orders.filter(checkout_key=key).exists()):
        return review_again(request, form, shown, key=key)
    delivery = {field: form.cleaned_data.get(field, "") for field in DELIVERY}
    try:
        placed = place_order(user=request.user, checkout_key=key, shown=shown, delivery=delivery)
    except (EmptyCart, TotalChanged):
        return review_again(request, form, shown)
    except (NoAccount, TotalTooLarge):
        return review_again(request, form, shown, key=key)
    except OutOfStock:
        return review_again(request, form, shown, is_short=True)
    return order_placed(request, placed)


def order_placed(request: SignedInRequest, placed: Placed) -> HttpResponse:
    """Redirects to the order, with a message if it is not the one that was just asked for."""
    request.session.pop(KEPT, None)
    # A second click gets the same message as the first.
    if placed.is_as_shown and placed.order.is_pending:
        messages.success(request, _("Thank you, the order is placed."))
    elif not placed.is_as_shown:
        messages.warning(
            request, _("This order had already been placed, as shown here. Your cart has changed since then.")
        )
    return SeeOther(placed.order.get_absolute_url())


def review_again(
    request: SignedInRequest, form: OrderForm, shown: list[Line], *, key: str = "", is_short: bool = False
) -> HttpResponse:
    """The review page again, with what has changed since. A `key` means that only the fields were wrong."""
    cart = cart_of(owner_of(request))
    if not cart.items:
        return already_ordered(request, shown)
    keep_typed(request)
    before = None if key and is_as_shown(cart, shown) else shown
    return review_page(request, cart, form, key=key, shown=before, is_short=is_short)


def keep_typed(request: HttpRequest) -> None:
    """Keeps what was typed in the session, so that the review page shows it again. Of strangers not without limit."""
    typed = {field: request.POST.get(field, "")[:LONGEST] for field in DELIVERY}
    if request.user.is_authenticated or (any(typed.values()) and count(SESSIONS_OF_STRANGER, network_of(request))):
        request.session[KEPT] = typed


def is_as_shown(cart: Cart, shown: list[Line]) -> bool:
    """Whether the cart is still what the page showed."""
    products = {item.product_id: item.product for item in cart.items}
    return lines_of(cart.items, products) == sorted(shown, key=lambda line: line.product_id)


def already_ordered(request: SignedInRequest, shown: list[Line]) -> HttpResponse:
    """For an empty cart: redirects to the order that another tab has just placed, if there is one."""
    last = LAST.first(request.user.pk)
    if last and shown and same_as(last, shown):
        messages.info(request, _("You have already ordered this cart. Here is the order."))
        return SeeOther(last.get_absolute_url())
    messages.warning(request, _("Your cart is empty, so there is nothing to order."))
    return SeeOther(reverse("cart:cart"))
