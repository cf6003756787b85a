"""The history of an order's status."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from orders.models.order import Order
from orders.models.status import Status


class OrderEvent(models.Model):
    """Who changed an order's status from what to what, and when. `by` is empty for the scheduler."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="events", verbose_name=_("order"))
    from_status = models.CharField(_("from"), max_length=10, choices=Status.choices, blank=True)
    to_status = models.CharField(_("to"), max_length=10, choices=Status.choices)
    # A paid order is dispatched once; whatever leads from paid to paid after that is a return, with its number.
    return_number = models.CharField(_("return"), max_length=14, blank=True, default="", db_default="")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        db_table = "order_events"
        default_permissions = ("view",)
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_status="", to_status="pending")
                | Q(from_status="pending", to_status__in=["paid", "cancelled"])
                | Q(from_status="paid", to_status="paid")
                # Money that came too late: the order is taken up again.
                | Q(from_status="cancelled", to_status="paid"),
                name="order_events_step_known",
            ),
            models.CheckConstraint(
                condition=Q(return_number="") | Q(from_status="paid"), name="order_events_return_of_paid"
            ),
        ]

    def __str__(self) -> str:
        if self.return_number:
            return gettext("Came back")
        if self.from_status == self.to_status:
            return gettext("Dispatched")
        return " → ".join(filter(None, [self.get_from_status_display(), self.get_to_status_display()]))

    @property
    def words(self) -> str:
        """What happened, in words for the shopper."""
        by_shopper = self.by_id == self.order.user_id
        if self.from_status == "":
            return str(_("You placed the order."))
        if self.return_number:
            return str(_("Shades of this order came back to us."))
        if self.from_status == Status.PAID:
            return str(_("The shades are on their way."))
        if self.from_status == Status.CANCELLED:
            return str(_("Your money arrived later, and the order was taken up again."))
        if self.to_status == Status.PAID and self.order.is_by_transfer:
            return str(_("Your money has arrived."))
        if self.to_status == Status.PAID:
            return str(_("You paid.") if by_shopper else _("The shop marked the order as paid."))
        if self.by_id is None:
            return str(_("The order was not paid in time and was cancelled."))
        return str(_("You cancelled the order.") if by_shopper else _("The shop cancelled the order."))
