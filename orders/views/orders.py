"""One's orders: the list, one of them, and what can be done with it. Another's order is a 404."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest, is_signed_in
from orders.models import InvalidTransition, Order, PaymentExpired
from orders.views.checkout import keep_typed, place
from shop.pagination import page_number, page_of
from shop.responses import SeeOther


@require_http_methods(["GET", "HEAD", "POST"])
def orders(request: HttpRequest) -> HttpResponse:
    """My orders; a post places one. Whoever was logged out meanwhile comes back to the review, with what was typed."""
    if is_signed_in(request):
        return place(request) if request.method == "POST" else order_list(request)
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    keep_typed(request)
    return redirect_to_login(reverse("orders:new_order"))


def order_list(request: SignedInRequest) -> HttpResponse:
    """A page of the list. Raises Http404 for one that is not there."""
    number = page_number(request.GET.get("page", ""), partial(messages.warning, request))
    page = page_of(request.user.orders.recent().with_items(), settings.ORDERS_PER_PAGE, number)
    return render(request, "orders/orders.html", {"page": page})


def order_of(request: SignedInRequest, number: str) -> Order:
    """An order of this user. Raises Http404 for any other, so that nobody learns that it is there."""
    return get_object_or_404(request.user.orders, number=number)


@login_required
@require_safe
def order(request: SignedInRequest, number: str) -> HttpResponse:
    found = get_object_or_404(request.user.orders.with_items().prefetch_related("events"), number=number)
    return render(request, "orders/order.html", {"order": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: SignedInRequest, number: str) -> HttpResponse:
    """The mock payment: the shopper chooses how it ends."""
    order = order_of(request, number)
    if request.method == "POST":
        end_payment(request, order)
    elif order.is_pending:
        return render(request, "orders/pay.html", {"order": order})
    return SeeOther(order.get_absolute_url())


def end_payment(request: SignedInRequest, order: Order) -> None:
    """Lets the payment succeed or fail, and says what became of the order."""
    is_failure = request.POST.get("outcome") == "failure"
    try:
        if is_failure and order.is_pending:
            messages.error(request, _("The payment did not go through. Nothing was paid; you can try again."))
        elif is_failure:
            explain(request, order)
        else:
            order.pay(by=request.user)
            messages.success(request, _("Thank you, the order is paid."))
    except PaymentExpired:
        messages.error(request, _("The time to pay was over, so the order was cancelled. Nothing was paid."))
    except InvalidTransition:
        explain(request, order)


@login_required
@require_POST
def cancel(request: SignedInRequest, number: str) -> HttpResponse:
    order = order_of(request, number)
    try:
        order.cancel(by=request.user)
        messages.success(request, _("The order is cancelled. Nothing was paid, and the shades are back on sale."))
    except InvalidTransition:
        explain(request, order)
    return SeeOther(order.get_absolute_url())


def explain(request: SignedInRequest, order: Order) -> None:
    """Why a button did nothing: the order had moved before."""
    text = _("This order was paid already.") if order.is_paid else _("This order was cancelled already.")
    messages.info(request, text)
