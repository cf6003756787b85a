"""Orders: read-only, with actions that call the model's verbs."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from orders.admin.late_invoice import LateInvoiceAdmin
from orders.admin.lines import OrderEventInline, OrderItemInline, OrderReturnInline
from orders.admin.notes import NoteAdmin
from orders.admin.own_data import OwnDataAdmin
from orders.admin.returns import ReturnsAdmin
from orders.admin.sales import SalesAdmin
from orders.admin.states import PARAMETER, STATES, StateFilter, tabs
from orders.admin.today import from_now
from orders.admin.verbs import VerbsAdmin
from orders.books import rows_of
from orders.models import Order, with_returns_known
from orders.search import SOURCES
from shop.compact_text import OneOf, compact
from shop.countries import country_name
from shop.csv_tables import Cell
from shop.money import money
from shop.phones import shown_phone
from shop.responses import SeeOther, is_path_here
from shop.staff.downloads import DownloadAdmin
from shop.staff.today import listed

# The most orders that one print page can have.
MOST_SLIPS = 200
# Where the button "Dispatch, and go to the next" leads: the order is not known before it is pressed.
NEXT_TO_DISPATCH = "next"


@admin.register(Order)
class OrderAdmin(SalesAdmin, LateInvoiceAdmin, OwnDataAdmin, DownloadAdmin, ReturnsAdmin, VerbsAdmin, NoteAdmin):
    inlines = [OrderItemInline, OrderReturnInline, OrderEventInline]
    actions = ["dispatch_orders", "slips", "pay", "cancel", "take_up", "make_invoice"]
    list_display = ("number", "recipient", "what", "pieces", "total", "state", "age")
    list_filter = (StateFilter, "created_at")
    list_select_related = ("user",)
    search_fields = (*SOURCES, "user__email")
    # The shopper's own page is a 404 for everybody else.
    view_on_site = False
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
        return ["total", "vat", "where", "telephone", "customer", *super().get_readonly_fields(request, obj)]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With one button, if there is anything to save."""
        buttons = {"show_save": bool(context["adminform"].form.fields), "show_save_and_continue": False}
        return super().render_change_form(request, context | buttons, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        """With what the list or the page of an order says; a form that is sent locks the order alone."""
        orders = super().get_queryset(request)
        page = request.resolver_match and request.resolver_match.url_name
        if page == "orders_order_change":
            orders = with_returns_known(orders)
        if request.method != "GET":
            return orders
        return {
            "orders_order_change": orders.select_related("user"),
            "orders_order_changelist": orders.prefetch_related("items"),
        }.get(page or "", orders)

    def searchable(self, queryset: QuerySet[Order]) -> QuerySet[Order]:
        """As it is: each order has its text."""
        return queryset

    def occurs(self, word: str) -> Q:
        """In the text of the order, or in the e-mail of its account."""
        accounts = User.objects.with_part(word).values("pk")
        return Q(search_text__contains=compact(word)) | Q(OneOf(F("user_id"), Subquery(accounts)))

    def csv_rows(self, found: QuerySet[Order]) -> Iterator[Sequence[Cell]]:
        return rows_of(found)

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Returns, if there are any."""
        return [one for one in self.inlines if one is not OrderReturnInline or (obj and obj.has_returns)]

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
        return order.vat_words or "–"

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
        # The page of the order that has the button, or the list as it is narrowed.
        wanted = request.POST.get("next", "")
        context = {"orders": orders, "back": wanted if is_path_here(wanted) else request.get_full_path()}
        return TemplateResponse(request, "admin/orders/order/slips.html", context)
