"""What came back of orders that were dispatched."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from orders.models.line import OrderItem
from orders.models.order import Order
from shop.money import LARGEST, MoneyField


class OrderReturn(models.Model):
    """So many shades of one line that came back. What came back together has one number: that of a return.

    The amount is that of the line as sold. A shade that cannot be sold again does not go back into stock.
    """

    number = models.CharField(_("return"), max_length=14, editable=False)
    order = models.ForeignKey(Order, models.CASCADE, related_name="returns", verbose_name=_("order"))
    line = models.ForeignKey(OrderItem, models.CASCADE, related_name="returns", verbose_name=_("line"))
    quantity = models.IntegerField(_("quantity"))
    is_restocked = models.BooleanField(_("back in stock"))
    amount = MoneyField(_("amount"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    # The key of the form: a form that is sent twice takes nothing back twice.
    form_key = models.CharField(max_length=43, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        db_table = "order_returns"
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        ordering = ["pk"]
        # Whoever may change orders takes them back.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["number", "line"], name="order_returns_number_line_unique"),
            models.UniqueConstraint(
                fields=["form_key", "line"], condition=~Q(form_key=""), name="order_returns_once_per_form"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="order_returns_number_filled"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="order_returns_quantity_above_zero"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_returns_amount_above_zero"),
            models.CheckConstraint(condition=Q(amount__lte=LARGEST), name="order_returns_amount_fits"),
        ]
        indexes = [models.Index("created_at", name="order_returns_when", include=["amount"])]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.line.product_name}"


def with_returns_known(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Each with `has_returns`, and with `can_come_back`: it was dispatched, and not all of it has come back yet."""
    lines = OrderItem.objects.filter(order=OuterRef("pk")).annotate(back=Coalesce(Sum("returns__quantity"), 0))
    can = Q(dispatched_at__isnull=False) & Q(Exists(lines.filter(back__lt=F("quantity"))))
    return orders.annotate(
        has_returns=Exists(OrderReturn.objects.filter(order=OuterRef("pk"))),
        can_come_back=ExpressionWrapper(can, output_field=models.BooleanField()),
    )
