"""The user's orders: the list, one order, and its actions. Another user's order is a 404."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest, is_signed_in
from cart.words import cuts, missing, with_quantities
from orders.models import InvalidTransition, Invoice, Order, Payment, PaymentExpired, Status
from orders.models.whole_order import whole_order
from orders.put_back import put_order_back
from orders.transfer import transfer_of
from orders.views.checkout import KEPT, keep_typed, place
from shop.pagination import page_number, page_of
from shop.responses import SeeOther, button_on
from shop.stale_forms import answers_stale_form, form_anew

# The message after a button, also after its second click.
DONE = {
    Status.PAID: gettext_lazy("Thank you, the order is paid."),
    Status.CANCELLED: gettext_lazy("The order is cancelled. Nothing was paid, and the shades are back on sale."),
}
# Whether money is under way, only the shopper knows.
TRANSFER_CANCELLED = gettext_lazy("The order is cancelled, and the shades are back on sale.")


def leads_to_review(request: HttpRequest) -> HttpResponse:
    """Places nothing: shows the review page again with what was typed, after logging in if necessary."""
    keep_typed(request)
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("orders:new_order"))
    messages.warning(
        request, _("You have logged in again since this page was opened. Please check the order once more.")
    )
    return SeeOther(reverse("orders:new_order"))


@answers_stale_form(leads_to_review)
@require_http_methods(["GET", "HEAD", "POST"])
def orders(request: HttpRequest) -> HttpResponse:
    """The list of orders; a POST places one. A visitor logged out by then gets the review page with what was typed."""
    if is_signed_in(request):
        return place(request) if request.method == "POST" else order_list(request)
    if request.method == "POST":
        return leads_to_review(request)
    return redirect_to_login(request.get_full_path())


def order_list(request: SignedInRequest) -> HttpResponse:
    """A page of the list. Raises Http404 if there is no such page."""
    number = page_number(request.GET.get("page", ""), partial(messages.warning, request))
    page = page_of(request.user.orders.recent().with_items().with_pieces_back(), settings.ORDERS_PER_PAGE, number)
    return render(request, "orders/orders.html", {"page": page, "has_begun": KEPT in request.session})


def order_of(request: SignedInRequest, number: str) -> Order:
    """An order of this user. Raises Http404 for any other, so that its existence is not disclosed."""
    return get_object_or_404(request.user.orders, number=number)


@login_required
@require_safe
def order(request: SignedInRequest, number: str) -> HttpResponse:
    found = whole_order(request.user, number)
    if found is None:
        raise Http404
    transfer = transfer_of(found) if found.is_by_transfer and found.is_pending else None
    return render(request, "orders/order.html", {"order": found, "transfer": transfer})


@login_required
@require_safe
def invoice(request: SignedInRequest, number: str, invoice: str) -> HttpResponse:
    """An invoice or a credit note of an order of this user, to print."""
    found = get_object_or_404(Invoice, order__user=request.user, order_number=number, number=invoice)
    return render(request, "orders/invoice.html", {"invoice": found, "back": reverse("orders:order", args=[number])})


@answers_stale_form(form_anew)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: SignedInRequest, number: str) -> HttpResponse:
    """The mock payment: the shopper chooses the outcome. An order that is paid by transfer has no such page.

    Nor has one of before the shop took transfers: it would be paid with no money.
    """
    if settings.PAYMENT != Payment.MOCK:
        raise Http404
    order = get_object_or_404(request.user.orders.filter(payment=Payment.MOCK), number=number)
    if request.method == "POST":
        end_payment(request, order)
    elif order.is_pending:
        return render(request, "orders/pay.html", {"order": order})
    return SeeOther(order.get_absolute_url())


def end_payment(request: SignedInRequest, order: Order) -> None:
    """Makes the payment succeed or fail, with a message."""
    if request.POST.get("outcome") == "failure" and order.is_pending:
        messages.error(request, _("The payment did not go through. Nothing was paid; you can try again."))
        return
    if request.POST.get("outcome") == "failure":
        explain(request, order)
        return
    try:
        order.pay(by=request.user)
    except PaymentExpired:
        messages.error(request, _("The time to pay ran out, so the order was cancelled. Nothing was paid."))
    except InvalidTransition:
        explain(request, order, pressed=Status.PAID)
    else:
        messages.success(request, str(DONE[Status.PAID]))


@answers_stale_form(form_anew)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, number: str) -> HttpResponse:
    """GET asks for confirmation and lists the shades; POST cancels."""
    if request.method == "POST":
        order = order_of(request, number)
        end_order(request, order)
        return SeeOther(order.get_absolute_url())
    order = get_object_or_404(request.user.orders.with_items(), number=number)
    if order.is_pending:
        return render(request, "orders/cancel.html", {"order": order})
    explain(request, order)
    return SeeOther(order.get_absolute_url())


def end_order(request: SignedInRequest, order: Order) -> None:
    """Cancels the order, with a message."""
    try:
        order.cancel(by=request.user)
    except InvalidTransition:
        explain(request, order, pressed=Status.CANCELLED)
    else:
        messages.success(request, done(order, Status.CANCELLED))


def done(order: Order, pressed: Status) -> str:
    """The message after a button that did its work, also at its second click."""
    is_transfer_cancelled = order.is_by_transfer and pressed == Status.CANCELLED
    return str(TRANSFER_CANCELLED if is_transfer_cancelled else DONE[pressed])


def explain(request: SignedInRequest, order: Order, *, pressed: Status | None = None) -> None:
    """The message if the order's status had changed before. A second click gets the same message as the first."""
    if pressed and order.status == pressed:
        messages.success(request, done(order, pressed))
    else:
        text = _("This order has already been paid.") if order.is_paid else _("This order has already been cancelled.")
        messages.info(request, text)


@answers_stale_form(form_anew)
@button_on(lambda number: reverse("orders:order", args=[number]))
@login_required
def put_back(request: SignedInRequest, number: str) -> HttpResponse:
    """Order again: puts the shades into the cart, and names those that are no longer available, or only in part."""
    order = order_of(request, number)
    try:
        kept = put_order_back(order)
    except InvalidTransition:
        return SeeOther(order.get_absolute_url())
    if there := [one for one in kept if not one.is_missing]:
        messages.success(request, _("In your cart now: %s.") % with_quantities(there))
    for cut in cuts(kept):
        messages.warning(request, cut)
    if names := missing(kept):
        messages.warning(request, _("Sold out or no longer sold: %s.") % names)
    return SeeOther(reverse("cart:cart"))
