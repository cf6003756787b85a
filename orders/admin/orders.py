"""Orders: read-only, with actions that call the model's verbs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests import SignedInRequest
from catalog.stock import OutOfStock
from orders.admin.late_invoice import LateInvoiceAdmin
from orders.admin.lines import OrderEventInline, OrderItemInline, OrderReturnInline
from orders.admin.notes import NoteForm
from orders.admin.own_data import OwnDataAdmin
from orders.admin.returns import ReturnsAdmin
from orders.admin.sales import SalesAdmin
from orders.admin.states import PARAMETER, STATES, StateFilter, tabs
from orders.admin.today import from_now
from orders.books import rows_of
from orders.models import AddressErased, InvalidTransition, Order, PaymentExpired
from orders.personal import is_closed
from shop.countries import country_name
from shop.csv_tables import Cell
from shop.money import money
from shop.phones import shown_phone
from shop.responses import SeeOther, is_path_here
from shop.staff.changes import ChangesAdmin
from shop.staff.downloads import DownloadAdmin
from shop.staff.log import Change, log_changes
from shop.staff.today import listed
from shop.staff.words import named

# The most orders that one confirmation page can list, one print page have, one message name.
MOST_CANCELLED = 200
MOST_SLIPS = 200
# Where the button "Dispatch, and go to the next" leads: the order is not known before it is pressed.
NEXT_TO_DISPATCH = "next"


class Done(NamedTuple):
    """What a verb has done, to one order and to several."""

    one: str | Promise
    several: str | Promise


PAID = Done(_("%(orders)s is paid."), _("Paid: %(orders)s."))
TAKEN_UP = Done(_("%(orders)s is taken up again, and is paid."), _("Taken up again, and paid: %(orders)s."))
CANCELLED = Done(_("%(orders)s is cancelled."), _("Cancelled: %(orders)s."))
DISPATCHED = Done(_("%(orders)s is dispatched."), _("Dispatched: %(orders)s."))


@admin.register(Order)
class OrderAdmin(SalesAdmin, LateInvoiceAdmin, OwnDataAdmin, DownloadAdmin, ReturnsAdmin, ChangesAdmin):
    inlines = [OrderItemInline, OrderReturnInline, OrderEventInline]
    actions = ["dispatch_orders", "slips", "pay", "cancel", "take_up", "make_invoice"]
    list_display = ("number", "recipient", "what", "pieces", "total", "state", "age")
    list_filter = (StateFilter, "created_at")
    list_select_related = ("user",)
    # A second COUNT, of all orders, would stand beside that of those found.
    show_full_result_count = False
    search_fields = ("number", "user__email", "name", "city", "postcode", "phone")
    # The shopper's own page is a 404 for everybody else.
    view_on_site = False
    form = NoteForm
    fields = (
        ("number", "status", "total", "vat", "payment"),
        "staff_note",
        "customer",
        ("created_at", "expires_at"),
        ("paid_at", "cancelled_at", "dispatched_at"),
        ("name", "telephone"),
        ("street", "postcode", "city", "where"),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All but the note: an order changes by actions only. What a closed account erased is not written anew."""
        columns = [field.name for field in Order._meta.fields if field.name != "staff_note"]
        note = ["staff_note"] if obj and not obj.is_owed and is_closed(obj.user_id) else []
        return ["total", "vat", "where", "telephone", "customer", *columns, *note]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With one button, if there is anything to save."""
        buttons = {"show_save": bool(context["adminform"].form.fields), "show_save_and_continue": False}
        return super().render_change_form(request, context | buttons, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        """The list says what was bought; the page of an order and the actions read the lines themselves."""
        orders = super().get_queryset(request)
        match = request.resolver_match
        is_list = request.method == "GET" and match is not None and match.url_name == "orders_order_changelist"
        return orders.prefetch_related("items") if is_list else orders

    def csv_rows(self, found: QuerySet[Order]) -> Iterator[Sequence[Cell]]:
        return rows_of(found)

    def get_inlines(self, request: HttpRequest, obj: Order | None = None) -> list[Any]:
        """Before it is dispatched nothing can come back."""
        return [one for one in self.inlines if one is not OrderReturnInline or (obj and obj.dispatched_at)]

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """In each tab as they are done, otherwise the newest first."""
        state = STATES.get(request.GET.get(PARAMETER, ""))
        return state.ordering if state else ("-created_at", "-pk")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"tabs": tabs(request), **(extra_context or {})})

    def response_action(self, request: HttpRequest, queryset: QuerySet[Order]) -> HttpResponse | None:
        """Back to the page that has the button, or to the next order that is to be dispatched."""
        answer = super().response_action(request, queryset)
        wanted = request.POST.get("next", "")
        if not isinstance(answer, HttpResponseRedirect) or not wanted:
            return answer
        if wanted == NEXT_TO_DISPATCH:
            following = Order.objects.owed().order_by(*STATES["to-dispatch"].ordering).first()
            if following is None:
                return SeeOther(listed(Order, {PARAMETER: "to-dispatch"}))
            return SeeOther(reverse("admin:orders_order_change", args=[following.pk]))
        return SeeOther(wanted) if is_path_here(wanted) else answer

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        of_buttons = {
            "here": request.get_full_path(),
            "next_to_dispatch": NEXT_TO_DISPATCH,
            "may_see_invoices": request.user.has_perm("orders.view_invoice"),
        }
        kwargs["extra_context"] = (kwargs.get("extra_context") or {}) | of_buttons
        return super().change_view(request, object_id, *args, **kwargs)

    @admin.display(description=_("total"), ordering="total_amount")
    def total(self, order: Order) -> str:
        return money(order.total_amount, order.currency)

    @admin.display(description=_("VAT"))
    def vat(self, order: Order) -> str:
        return order.vat_words

    @admin.display(description=_("recipient"), ordering="name")
    def recipient(self, order: Order) -> str:
        return order.name or order.user.email

    @admin.display(description=_("what"))
    def what(self, order: Order) -> str:
        first, more = order.first_item, order.other_names
        if first is None:
            return "–"
        others = ngettext("and %d more", "and %d more", more) % more if more else ""
        return f"{first.product_name} {others}".strip()

    @admin.display(description=_("pieces"))
    def pieces(self, order: Order) -> int:
        return order.count

    @admin.display(description=_("status"), ordering="status")
    def state(self, order: Order) -> str:
        left = order.minutes_left
        if order.is_by_transfer and order.is_pending:
            return _("transfer due %(when)s") % {"when": from_now(order.expires_at)}
        if order.can_be_paid:
            return ngettext("%d minute left to pay", "%d minutes left to pay", left) % left
        return order.badge.words if order.dispatched_at else order.get_status_display()

    @admin.display(description=_("placed"), ordering="created_at")
    def age(self, order: Order) -> str:
        return from_now(order.created_at)

    @admin.display(description=_("account"))
    def customer(self, order: Order) -> str:
        return format_html('<a href="mailto:{0}">{0}</a>', order.user.email)

    @admin.display(description=_("phone"))
    def telephone(self, order: Order) -> str:
        return format_html('<a href="tel:{}">{}</a>', order.phone, shown_phone(order.phone)) if order.phone else ""

    @admin.display(description=_("country"), ordering="country")
    def where(self, order: Order) -> str:
        return country_name(order.country)

    @admin.action(description=_("Mark as paid"), permissions=["change"])
    def pay(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        self.move(request, queryset, lambda order: order.pay(by=request.user), PAID)

    @admin.action(description=_("Cancel, and return the stock"), permissions=["change"])
    def cancel(self, request: SignedInRequest, queryset: QuerySet[Order]) -> HttpResponse | None:
        """Asks for confirmation first: cancelling cannot be undone."""
        if "confirmed" in request.POST:
            self.move(request, queryset, lambda order: order.cancel(by=request.user), CANCELLED)
            return None
        orders = list(queryset.order_by("pk").prefetch_related("items")[: MOST_CANCELLED + 1])
        if len(orders) > MOST_CANCELLED:
            text = _("Nothing was changed. At most %(most)d orders can be cancelled at once.")
            messages.error(request, text % {"most": MOST_CANCELLED})
            return None
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

    @admin.action(description=_("Print packing slips and address labels"), permissions=["view"])
    def slips(self, request: HttpRequest, queryset: QuerySet[Order]) -> HttpResponse | None:
        """A page to print, a sheet of A4 an order, in the order in which they are dispatched."""
        orders = list(
            queryset.order_by(*STATES["to-dispatch"].ordering).prefetch_related("items__product")[: MOST_SLIPS + 1]
        )
        if len(orders) > MOST_SLIPS:
            text = _("Packing slips of at most %(most)d orders can be printed at once.")
            messages.error(request, text % {"most": MOST_SLIPS})
            return None
        return TemplateResponse(request, "admin/orders/order/slips.html", {"orders": orders})

    def move(
        self, request: SignedInRequest, queryset: QuerySet[Order], verb: Callable[[Order], None], done: Done
    ) -> None:
        """Each order in its own transaction, oldest first; those whose status does not allow it are named."""
        moved: list[Order] = []
        refused, expired = [], []
        changes: list[Change] = []
        for order in queryset.order_by("pk"):
            before = state_of(order)
            try:
                verb(order)
                moved.append(order)
            except PaymentExpired:
                expired.append(order.number)
            except (OutOfStock, AddressErased) as why:
                messages.error(request, send_back(order, why))
                continue
            except InvalidTransition:
                refused.append(f"{order.number} ({order.get_status_display()})")
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
