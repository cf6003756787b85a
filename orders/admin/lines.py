"""What stands under an order, to read: its lines, what came back, and its history."""

from typing import Any

from django.contrib import admin
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.thumbnails import thumbnail
from catalog.models.pair import Shot
from catalog.terms import PhotoKind
from orders.models import OrderEvent, OrderItem, OrderReturn
from shop.money import money
from shop.staff.read_only import ReadOnly
from shop.staff.words import yes_or_no


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    template = "admin/orders/order/_rows.html"
    extra = 0


class OrderItemInline(ReadOnlyInline):
    """What is to be packed: picture, SKU and size tell apart what a name alone does not."""

    model = OrderItem
    fields = ("picture", "product_name", "sku", "size", "price", "quantity", "amount")
    readonly_fields = ("picture", "sku", "size", "price", "amount")

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrderItem]:
        """With the photograph by day, in the same statement."""
        is_unlit = Q(product__photos__kind=PhotoKind.UNLIT)
        lines = super().get_queryset(request).select_related("order", "product")
        photo = {name: F(f"unlit__{name}") for name in ("image", "width", "height")}
        return lines.alias(unlit=FilteredRelation("product__photos", condition=is_unlit)).annotate(**photo)

    @admin.display(description=_("photograph"))
    def picture(self, item: Any) -> str:
        return thumbnail(Shot(item.image, item.width, item.height, "")) if item.image else "–"

    @admin.display(description=_("SKU"))
    def sku(self, item: OrderItem) -> str:
        return item.product.sku

    @admin.display(description=_("size"))
    def size(self, item: OrderItem) -> str:
        return item.product.size

    @admin.display(description=_("price"))
    def price(self, item: OrderItem) -> str:
        return money(item.product_price, item.order.currency)

    @admin.display(description=_("amount"))
    def amount(self, item: OrderItem) -> str:
        return money(item.total, item.order.currency)


class OrderReturnInline(ReadOnlyInline):
    """Whoever sees the lines of an order sees what came back of them: there is no right of its own."""

    model = OrderReturn
    fields = ("created_at", "number", "what", "in_stock", "sum", "by")
    readonly_fields = ("number", "what", "in_stock", "sum")

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrderReturn]:
        return super().get_queryset(request).select_related("order", "line", "by")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("orders.view_orderitem")

    @admin.display(description=_("what"))
    def what(self, one: OrderReturn) -> str:
        return str(one)

    @admin.display(description=_("back in stock"))
    def in_stock(self, one: OrderReturn) -> str:
        return yes_or_no(one.is_restocked)

    @admin.display(description=_("amount"))
    def sum(self, one: OrderReturn) -> str:
        return money(one.amount, one.order.currency)


class OrderEventInline(ReadOnlyInline):
    model = OrderEvent
    fields = ("created_at", "step", "by")
    readonly_fields = ("step",)

    @admin.display(description=_("what"))
    def step(self, event: OrderEvent) -> str:
        return str(event)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrderEvent]:
        return super().get_queryset(request).select_related("by")
