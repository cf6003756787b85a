"""The lines of carts."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.models import MAX_QUANTITY, Product
from shop.money import LARGEST, MoneyField


class CartItemQuerySet(models.QuerySet["CartItem"]):
    def abandoned(self, before: datetime) -> "CartItemQuerySet":
        """All lines of guest carts whose last change is older than `before`."""
        alive = CartItem.objects.filter(updated_at__gte=before, token__isnull=False).values("token")
        return self.filter(token__isnull=False).exclude(token__in=alive)


class CartItem(models.Model):
    """One product in one cart: of a user, or of a guest who carries the token; never both, never neither."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="cart_items")
    # NULL and not "" for users: (token, product) is then unique without a condition, and an upsert can refer to it.
    token = models.CharField(max_length=43, null=True, blank=True)  # noqa: DJ001  # as said above
    product = models.ForeignKey(Product, models.CASCADE, related_name="cart_items")
    quantity = models.IntegerField(_("quantity"))
    price_when_added = MoneyField()
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = CartItemQuerySet.as_manager()

    class Meta:
        db_table = "carts"
        default_permissions = ()
        verbose_name = _("cart line")
        verbose_name_plural = _("cart lines")
        constraints = [
            models.CheckConstraint(
                # "Not null" is explicit, because a check constraint lets a row pass if its condition is NULL.
                condition=Q(user__isnull=False, token__isnull=True)
                | Q(user__isnull=True, token__isnull=False, token__gt=""),
                name="carts_one_owner",
                violation_error_message=_("A cart belongs to a user or to a guest."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MAX_QUANTITY),
                name="carts_quantity_in_range",
                violation_error_message=_("A cart holds 1 to 99 of a shade."),
            ),
            models.CheckConstraint(condition=Q(price_when_added__gt=0), name="carts_price_above_zero"),
            models.CheckConstraint(condition=Q(price_when_added__lte=LARGEST), name="carts_price_fits"),
            models.UniqueConstraint(fields=["user", "product"], name="carts_user_product_unique"),
            models.UniqueConstraint(fields=["token", "product"], name="carts_token_product_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product}"

    @property
    def total(self) -> Decimal:
        """The price today of what is available of the line, in the shop's currency."""
        return self.product.price * self.possible

    @property
    def was_repriced(self) -> bool:
        return self.price_when_added != self.product.price

    @property
    def available(self) -> int:
        """How many are available today."""
        return max(self.product.stock, 0) if self.product.is_public else 0

    @property
    def possible(self) -> int:
        """How many of those that the line asks for are available today."""
        return min(self.quantity, self.available)

    @property
    def is_gone(self) -> bool:
        """Hidden or sold out since it was added."""
        return self.available == 0

    @property
    def is_short(self) -> bool:
        """Whether there are some, but fewer than the line asks for."""
        return 0 < self.available < self.quantity

    @property
    def is_ready(self) -> bool:
        """Whether the line can be ordered as it is."""
        return self.quantity <= self.available

    @property
    def obstacle(self) -> str:
        """Why the line cannot be ordered as it is; empty if it can."""
        if not self.product.is_public:
            return gettext("No longer sold")
        if self.is_gone:
            return gettext("Sold out since you added it")
        if self.is_short:
            text = ngettext(
                "Only %(n)s left, and your cart has %(wanted)s",
                "Only %(n)s left, and your cart has %(wanted)s",
                self.available,
            )
            return text % {"n": self.available, "wanted": self.quantity}
        return ""

    @property
    def tone(self) -> str:
        """How the line is marked: bad if it cannot be ordered, warn if its price has changed, else not at all."""
        if self.obstacle:
            return "bad"
        return "warn" if self.was_repriced else ""

    @property
    def is_last(self) -> bool:
        """Whether the line takes all that is left of a shade that runs low."""
        return self.product.is_low and self.quantity == self.available

    @property
    def largest(self) -> int:
        """The largest quantity that the line can have."""
        return self.product.largest_order
