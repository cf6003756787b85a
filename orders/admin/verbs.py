"""The actions that call a verb of an order, and what they say of orders that it moved, and of those that it did not."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.requests import SignedInRequest
from catalog.stock import OutOfStock
from orders.models import AddressErased, InvalidTransition, Order, PaymentExpired
from shop.money import money
from shop.staff.bounds import MOST_CHANGED, BoundedAdmin
from shop.staff.log import Change, log_changes
from shop.staff.words import MOST_NAMED, named

# The most orders that one confirmation page can list, and so the most that an answer to it may name.
MOST_CANCELLED = 200


class Done(NamedTuple):
    """What a verb has done, to one order and to several."""

    one: str | Promise
    several: str | Promise


PAID = Done(_("%(orders)s is paid."), _("Paid: %(orders)s."))
TAKEN_UP = Done(_("%(orders)s is taken up again, and is paid."), _("Taken up again, and paid: %(orders)s."))
CANCELLED = Done(_("%(orders)s is cancelled."), _("Cancelled: %(orders)s."))
DISPATCHED = Done(_("%(orders)s is dispatched."), _("Dispatched: %(orders)s."))


class VerbsAdmin(BoundedAdmin):
    most_at_once = dict.fromkeys(("pay", "take_up", "dispatch_orders", "make_invoice"), MOST_CHANGED)

    @admin.action(description=_("Mark as paid"), permissions=["change"])
    def pay(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        self.move(request, queryset, lambda order: order.pay(by=request.user), PAID)

    @admin.action(description=_("Cancel, and return the stock"), permissions=["change"])
    def cancel(self, request: SignedInRequest, queryset: QuerySet[Order]) -> HttpResponse | None:
        """Asks for confirmation first: cancelling cannot be undone."""
        if queryset[: MOST_CANCELLED + 1].count() > MOST_CANCELLED:
            text = _("Nothing was changed. At most %(most)d orders can be cancelled at once.")
            messages.error(request, text % {"most": MOST_CANCELLED})
            return None
        if "confirmed" in request.POST:
            self.move(request, queryset, lambda order: order.cancel(by=request.user), CANCELLED)
            return None
        orders = list(queryset.order_by("pk").prefetch_related("items"))
        one = orders[0] if len(orders) == 1 else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Cancel order %(number)s?") % {"number": one} if one else _("Cancel these orders?"),
            "opts": self.opts,
            "orders": orders,
            "one": one,
            # Money that comes later takes an order up again.
            "is_final": not any(order.is_by_transfer for order in orders),
            "next": request.POST.get("next", ""),
        }
        return TemplateResponse(request, "admin/orders/order/cancel.html", context)

    @admin.action(description=_("Take up again: its money has come"), permissions=["change"])
    def take_up(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        """Names what to send back to whom, where it cannot be done any more."""
        self.move(request, queryset.select_related("user"), lambda order: order.take_up(by=request.user), TAKEN_UP)

    @admin.action(description=_("Mark as dispatched"), permissions=["change"])
    def dispatch_orders(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        self.move(request, queryset, lambda order: order.dispatch(by=request.user), DISPATCHED)

    def move(
        self, request: SignedInRequest, queryset: QuerySet[Order], verb: Callable[[Order], None], done: Done
    ) -> None:
        """Each order in its own transaction, oldest first; those whose status does not allow it are named."""
        moved: list[Order] = []
        refused, expired = [], []
        # Transfers that are cancelled by now: their money may have come.
        too_late: list[Order] = []
        changes: list[Change] = []
        for order in queryset.order_by("pk"):
            before = state_of(order)
            try:
                verb(order)
                moved.append(order)
            except PaymentExpired:
                expired.append(order.number)
                too_late += [order] * order.is_by_transfer
            except (OutOfStock, AddressErased) as why:
                messages.error(request, send_back(order, why))
                continue
            except InvalidTransition:
                refused.append(f"{order.number} ({order.get_status_display()})")
                too_late += [order] * (done is PAID and order.is_cancelled and order.is_by_transfer)
                continue
            after = state_of(order)
            changes += [Change(order, name, before[name], after[name]) for name in after if before[name] != after[name]]
        log_changes(request, changes)
        if moved:
            numbers = named([order.number for order in moved])
            words = done.one if len(moved) == 1 else done.several
            messages.success(request, str(words) % {"orders": numbers})
        if expired:
            late = _("The time to pay had run out, so these were cancelled and their stock returned: %(orders)s.")
            messages.warning(request, late % {"orders": named(expired)})
        if refused:
            sorry = _("Their status does not allow this, so these were not changed: %(orders)s.")
            messages.error(request, sorry % {"orders": named(refused)})
        if too_late:
            say_of_money(request, too_late)


def say_of_money(request: SignedInRequest, cancelled: list[Order]) -> None:
    """What to do with money that has come for these."""
    for order in cancelled:
        if not order.has_address:
            messages.error(request, send_back(order, AddressErased()))
    if can_go_on := [order for order in cancelled if order.has_address]:
        messages.warning(request, take_up_instead(can_go_on))


def take_up_instead(orders: list[Order]) -> SafeString:
    """Where to go on with transfers that were to be marked as paid: to the pages that have the button."""
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((reverse("admin:orders_order_change", args=[order.pk]), order) for order in orders[:MOST_NAMED]),
    )
    text = _("If the money has come, take the order up again on its page: {orders}.")
    return format_html(str(text), orders=links)


def send_back(order: Order, why: OutOfStock | AddressErased) -> str:
    """Why an order cannot be taken up again, and where its money goes."""
    said = {"number": order.number, "sum": money(order.total_amount, order.currency)}
    if isinstance(why, AddressErased):
        text = _(
            "%(number)s was not taken up again: its address is erased."
            " Send %(sum)s back to the account from which it came."
        )
        return text % said
    short = [f"{one.product} ({one.available} / {one.wanted})" for one in why.shortages]
    text = _(
        "%(number)s was not taken up again. In stock, of what is needed: %(short)s. Send %(sum)s back to %(whom)s."
    )
    return text % {**said, "short": ", ".join(short), "whom": f"{order.name}, {order.user.email}"}


def state_of(order: Order) -> dict[str, Any]:
    return {"status": order.status, "dispatched_at": order.dispatched_at}
