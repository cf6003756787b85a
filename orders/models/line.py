"""The lines of an order."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import MAX_QUANTITY, Product
from orders.models.order import Order
from orders.models.status import MoreThanSold
from shop.language import language_of_words
from shop.money import LARGEST, MoneyField

if TYPE_CHECKING:
    from orders.models.order_return import OrderReturn


class OrderItem(models.Model):
    """A line as sold: name and price at the time, never recomputed."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="items", verbose_name=_("order"))
    # A product that was ever sold cannot be deleted, only hidden.
    product = models.ForeignKey(Product, models.PROTECT, related_name="order_items", verbose_name=_("shade"))
    product_name = models.CharField(_("name"), max_length=120)
    product_price = MoneyField(_("price"))
    quantity = models.IntegerField(_("quantity"))

    class Meta:
        db_table = "order_items"
        default_permissions = ("view",)
        verbose_name = _("line")
        verbose_name_plural = _("lines")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "product"], name="order_items_order_product_unique"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MAX_QUANTITY), name="order_items_quantity_in_range"
            ),
            models.CheckConstraint(condition=Q(product_price__gt=0), name="order_items_price_above_zero"),
            models.CheckConstraint(condition=Q(product_price__lte=LARGEST), name="order_items_price_fits"),
            models.CheckConstraint(condition=~Q(product_name=""), name="order_items_name_filled"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_name}"

    @property
    def total(self) -> Decimal:
        return self.product_price * self.quantity

    @property
    def returned(self) -> int:
        """How many came back, from the prefetched returns."""
        return sum(one.quantity for one in self.returns.all())

    @property
    def returnable(self) -> int:
        """How many can still come back, from the prefetched returns."""
        return self.quantity - self.returned

    def come_back(self, quantity: int, **how: Any) -> "OrderReturn":
        """Writes that so many came back, for as much as they were sold. The order is locked. Raises MoreThanSold."""
        if quantity > self.returnable:
            raise MoreThanSold(self.product_name, self.returnable)
        return self.returns.create(
            order_id=self.order_id, quantity=quantity, amount=self.product_price * quantity, **how
        )

    @property
    def language(self) -> str:
        """The language of the name as sold, for screen readers."""
        return language_of_words(self.product_name)
