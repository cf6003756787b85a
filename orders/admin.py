"""Orders in the admin: read-only, with actions that call the model's verbs."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests import SignedInRequest
from orders.models import InvalidTransition, Order, OrderEvent, OrderItem, PaymentExpired
from shop.countries import country_name
from shop.money import money
from shop.phones import shown_phone
from shop.staff_changes import ChangesAdmin
from shop.staff_log import Change, log_changes

# The most orders that one confirmation page can list.
MOST_CANCELLED = 200


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OrderItemInline(ReadOnlyInline):
    model = OrderItem
    fields = ("product_name", "price", "quantity")
    readonly_fields = ("price",)

    @admin.display(description=_("price"))
    def price(self, item: OrderItem) -> str:
        return money(item.product_price)


class OrderEventInline(ReadOnlyInline):
    model = OrderEvent
    fields = ("created_at", "from_status", "to_status", "by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrderEvent]:
        return super().get_queryset(request).select_related("by")


@admin.register(Order)
class OrderAdmin(ChangesAdmin):
    inlines = [OrderItemInline, OrderEventInline]
    actions = ["pay", "cancel", "dispatch_orders"]
    list_display = ("number", "status", "total", "user", "city", "where", "created_at", "dispatched_at")
    list_filter = ("status", ("dispatched_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("user",)
    search_fields = ("number", "user__email", "name", "city", "postcode", "phone")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    fields = (
        ("number", "status", "total"),
        "user",
        ("created_at", "expires_at"),
        ("paid_at", "cancelled_at", "dispatched_at"),
        ("name", "telephone"),
        ("street", "postcode", "city", "where"),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """All fields: an order changes by actions only."""
        return ["total", "where", "telephone", *(field.name for field in Order._meta.fields)]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        nothing_to_save = {"show_save": False, "show_save_and_continue": False, "show_save_and_add_another": False}
        kwargs["extra_context"] = (kwargs.get("extra_context") or {}) | nothing_to_save
        return super().change_view(request, object_id, *args, **kwargs)

    @admin.display(description=_("total"), ordering="total_amount")
    def total(self, order: Order) -> str:
        return money(order.total_amount)

    @admin.display(description=_("phone"))
    def telephone(self, order: Order) -> str:
        return shown_phone(order.phone)

    @admin.display(description=_("country"), ordering="country")
    def where(self, order: Order) -> str:
        return country_name(order.country)

    @admin.action(description=_("Mark as paid"), permissions=["change"])
    def pay(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        self.move(request, queryset, lambda order: order.pay(by=request.user))

    @admin.action(description=_("Cancel, and return the stock"), permissions=["change"])
    def cancel(self, request: SignedInRequest, queryset: QuerySet[Order]) -> HttpResponse | None:
        """Asks for confirmation first: cancelling cannot be undone."""
        if "confirmed" in request.POST:
            self.move(request, queryset, lambda order: order.cancel(by=request.user))
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
        }
        return TemplateResponse(request, "admin/orders/order/cancel.html", context)

    @admin.action(description=_("Mark as dispatched"), permissions=["change"])
    def dispatch_orders(self, request: SignedInRequest, queryset: QuerySet[Order]) -> None:
        self.move(request, queryset, lambda order: order.dispatch(by=request.user))

    def move(self, request: SignedInRequest, queryset: QuerySet[Order], verb: Callable[[Order], None]) -> None:
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
            except InvalidTransition:
                refused.append(f"{order.number} ({order.get_status_display()})")
                continue
            after = state_of(order)
            changes += [Change(order, name, before[name], after[name]) for name in after if before[name] != after[name]]
        log_changes(request, changes)
        if moved:
            text = ngettext("%d order was changed.", "%d orders were changed.", len(moved))
            messages.success(request, text % len(moved))
        if expired:
            late = _("The time to pay had run out, so these were cancelled and their stock returned: %(orders)s.")
            messages.warning(request, late % {"orders": ", ".join(expired)})
        if refused:
            sorry = _("Their status does not allow this, so these were not changed: %(orders)s.")
            messages.error(request, sorry % {"orders": ", ".join(refused)})


def state_of(order: Order) -> dict[str, Any]:
    return {"status": order.status, "dispatched_at": order.dispatched_at}
