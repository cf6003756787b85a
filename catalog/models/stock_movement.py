"""The ledger of stock."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog import terms
from shop.constraints import one_of_codes


class StockMovement(models.Model):
    """One change of stock and why. Append-only: the stock of a product is the sum of its movements."""

    # Without an index of its own: the one below begins with it.
    product = models.ForeignKey(
        "catalog.Product", models.CASCADE, related_name="movements", verbose_name=_("shade"), db_index=False
    )
    delta = models.IntegerField(_("change"))
    reason = models.CharField(_("reason"), max_length=20, choices=terms.Reason.choices)
    order_number = models.CharField(_("order"), max_length=9, blank=True)
    # An order may come back in parts: each is a return with a number of its own.
    return_number = models.CharField(_("return"), max_length=14, blank=True, default="", db_default="")
    staff_member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("staff member"),
    )
    # The key of the form: a form that is sent twice changes stock once.
    form_key = models.CharField(max_length=43, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        db_table = "stock_movements"
        default_permissions = ("view",)
        verbose_name = _("stock movement")
        verbose_name_plural = _("stock movements")
        ordering = ["-pk"]
        # The ledger of a shade, the newest first.
        indexes = [models.Index(fields=["product", "-id"], name="stock_movements_product")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(delta=0), name="stock_movements_delta_not_zero"),
            one_of_codes("stock_movements", "reason", terms.Reason.values),
            models.CheckConstraint(
                condition=models.Q(
                    reason__in=["sale", "cancellation", "taken_up"], order_number__gt="", return_number=""
                )
                | models.Q(reason="returned", order_number__gt="", return_number__gt="")
                | models.Q(reason__in=terms.STAFF_REASONS, order_number="", return_number=""),
                name="stock_movements_order_named",
            ),
            models.UniqueConstraint(
                fields=["product", "reason", "order_number"],
                condition=~models.Q(order_number="") & models.Q(return_number=""),
                name="stock_movements_once_per_order",
            ),
            models.UniqueConstraint(
                fields=["product", "return_number"],
                condition=~models.Q(return_number=""),
                name="stock_movements_once_per_return",
            ),
            models.UniqueConstraint(
                fields=["form_key", "product"],
                condition=~models.Q(form_key=""),
                name="stock_movements_once_per_form",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delta:+d} {self.get_reason_display()}"

    def save(self, **kwargs: Any) -> None:
        """Raises ValueError for a movement that is already in the ledger."""
        if not self._state.adding:
            raise ValueError("The ledger is append-only: add a movement that corrects this one.")
        super().save(**kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises ValueError, always."""
        raise ValueError("The ledger is append-only: add a movement that corrects this one.")
