"""Orders, and the verbs that move them: pay, cancel, take up again, dispatch, take back.

Locks are always taken in this order: cart, then order, then products by primary key, then the counter of invoices.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog import stock
from orders import clock
from orders.models.constraints import order_constraints, order_indexes
from orders.models.invoice import Invoice
from orders.models.order_queries import OrderQuerySet
from orders.models.payment import PaidInTime, Payment, deadline
from orders.models.status import (
    ON_ITS_WAY,
    TONES,
    AddressErased,
    InvalidTransition,
    PaymentExpired,
    Status,
    WrongLines,
)
from orders.numbers import new_number
from orders.personal import PERSONAL, is_closed
from orders.search import Searched
from orders.vat import VatAsSold
from pages.current import business
from shop.badges import Badge
from shop.logs import log_event
from shop.money import MoneyField, shop_currency

if TYPE_CHECKING:
    from orders.models.event import OrderEvent
    from orders.models.line import OrderItem
    from orders.models.order_return import OrderReturn


class Order(PaidInTime, VatAsSold, Searched):
    """One purchase: what was sold, for how much, and the delivery address."""

    number = models.CharField(_("number"), max_length=9, default=new_number, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="orders", verbose_name=_("account"))
    checkout_key = models.CharField(max_length=64, editable=False)
    total_amount = MoneyField(_("total"))
    # That of the shop at the time. Nothing is ever converted.
    currency = models.CharField(_("currency"), max_length=3, default=shop_currency, db_default="EUR", editable=False)
    # As it was when the order was placed, never recomputed. Older orders have none, nor has a shop without a rate.
    vat_rate = models.DecimalField(_("VAT rate, %"), max_digits=4, decimal_places=2, null=True, blank=True)
    vat_amount = MoneyField(_("VAT"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PENDING)
    created_at = models.DateTimeField(_("placed"), default=timezone.now)
    # As it was when it was placed, whatever the settings say by now.
    payment = models.CharField(
        _("payment"), max_length=10, choices=Payment.choices, default=Payment.MOCK, db_default=Payment.MOCK
    )
    expires_at = models.DateTimeField(_("pay by"), default=deadline)
    grace = models.DurationField(editable=False, default=timedelta(0), db_default=timedelta(0))
    paid_at = models.DateTimeField(_("paid at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    dispatched_at = models.DateTimeField(_("dispatched at"), null=True, blank=True)

    name = models.CharField(pgettext_lazy("person", "name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    street = models.CharField(_("street, house, flat"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2)
    # Of staff, for staff: no page of the shop shows it.
    staff_note = models.TextField(_("note of staff"), max_length=2000, blank=True, default="", db_default="")

    objects = OrderQuerySet.as_manager()

    class Meta:
        db_table = "orders"
        # Orders are placed by shoppers and stay in the books.
        default_permissions = ("change", "view")
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = order_constraints()
        indexes = order_indexes()

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.number])

    @property
    def is_pending(self) -> bool:
        return self.status == Status.PENDING

    @property
    def is_paid(self) -> bool:
        return self.status == Status.PAID

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_owed(self) -> bool:
        """Paid and not dispatched yet: the shop still needs its delivery address."""
        return self.is_paid and self.dispatched_at is None

    @property
    def has_address(self) -> bool:
        """False once it is erased: with the account of its shopper, or when its years are over."""
        return bool(self.name and self.street and self.city)

    # Of an order that was read with them (orders/models/whole_order.py).
    own_lines: "list[OrderItem] | None" = None
    own_events: "list[OrderEvent] | None" = None

    @property
    def sold_lines(self) -> "models.QuerySet[OrderItem] | list[OrderItem]":
        """Its own lines or the prefetched items."""
        return self.items.all() if self.own_lines is None else self.own_lines

    @property
    def history(self) -> "Iterable[OrderEvent]":
        """What happened to it, oldest first: one query, unless it was read with that."""
        return self.events.all() if self.own_events is None else self.own_events

    @property
    def count(self) -> int:
        """The number of shades."""
        return sum(item.quantity for item in self.sold_lines)

    @property
    def first_item(self) -> "OrderItem | None":
        """The first line, which represents the order in a list; None in a damaged order."""
        return next(iter(self.sold_lines), None)

    @property
    def other_names(self) -> int:
        """How many more lines there are."""
        return max(len(self.sold_lines) - 1, 0)

    @property
    def what_comes_next(self) -> str:
        """The next step of a paid order, in words; empty if there is none."""
        if not self.is_owed:
            return ""
        return gettext("Next we pack it. When it is dispatched, this page says “%s”.") % ON_ITS_WAY

    @property
    def delivery_facts(self) -> tuple[str, ...]:
        """Short facts about the delivery of a paid order that has not left, and about its return; else nothing."""
        return business().facts_of_order(self.paid_at) if self.is_owed and self.paid_at else ()

    @cached_property
    def came_back(self) -> "list[OrderReturn]":
        """What came back, with its lines, oldest first. One query, of a dispatched order alone."""
        return list(self.returns.select_related("line")) if self.dispatched_at else []

    @cached_property
    def papers(self) -> "list[Invoice]":
        """Its invoice and credit notes, oldest first. One query, of a paid order alone."""
        return list(self.invoices.all()) if self.is_paid else []

    @property
    def lacks_invoice(self) -> bool:
        """Whether it is paid, says its VAT, and has no invoice. One query, of a paid order alone."""
        return self.is_paid and self.vat_rate is not None and not self.papers

    @property
    def badge(self) -> Badge:
        """The status, in words for the shopper."""
        if self.dispatched_at:
            # Of an order that was read by `with_pieces_back`.
            is_back = getattr(self, "pieces_back", None) == self.count
            return Badge("off", gettext("All of it came back")) if is_back else Badge("good", str(ON_ITS_WAY))
        if self.is_by_transfer and self.is_pending:
            return Badge(TONES[self.status], gettext("Waiting for your transfer"))
        return Badge(TONES[self.status], self.get_status_display())

    # Verbs ----------------------------------------------------------------------------------------------------------

    def pay(self, *, by: User | None) -> None:
        """Pays a pending order. Raises InvalidTransition; if it is overdue, it cancels and raises PaymentExpired."""
        with transaction.atomic():
            self._lock(Status.PENDING)
            moment = clock.now()
            in_time = moment < self.overdue_at
            if in_time:
                self.paid_at = moment
                self._move(Status.PAID, "paid_at", by=by)
            else:
                self._cancel(moment, by=None)
        # Raised outside the transaction: inside, it would roll back the cancelling.
        if not in_time:
            raise PaymentExpired(self.number)

    def cancel(self, *, by: User | None) -> None:
        """Cancels a pending order and returns its stock. `by` is None for the scheduler. Raises InvalidTransition."""
        with transaction.atomic():
            self._lock(Status.PENDING)
            self._cancel(clock.now(), by=by)

    def take_up(self, *, by: User) -> None:
        """Takes up a cancelled order for which money came: takes its stock anew, and marks it as paid. Prices stay.

        A second time it does nothing. Raises InvalidTransition, as for an order that is no transfer, AddressErased,
        and OutOfStock of catalog.stock; nothing is changed then.
        """
        with transaction.atomic():
            self._lock()
            if self.is_paid and self.events.filter(from_status=Status.CANCELLED).exists():
                return
            if not (self.is_cancelled and self.is_by_transfer):
                raise InvalidTransition(f"{self.number} is {self.status}, {self.payment}")
            if not self.has_address:
                raise AddressErased(self.number)
            stock.take_anew(dict(self.items.values_list("product_id", "quantity")), order_number=self.number)
            self.cancelled_at, self.paid_at = None, clock.now()
            self._move(Status.PAID, "paid_at", by=by)

    def dispatch(self, *, by: User) -> None:
        """Marks a paid order as dispatched. Raises InvalidTransition, also if it was dispatched already."""
        with transaction.atomic():
            self._lock(Status.PAID)
            if self.dispatched_at:
                raise InvalidTransition(f"{self.number} has been dispatched")
            self.dispatched_at = clock.now()
            self._move(Status.PAID, "dispatched_at", by=by)

    def take_back(
        self, quantities: Mapping[int, int], *, restocked: Collection[int], by: User, form_key: str = ""
    ) -> "list[OrderReturn]":
        """Takes back shades of a dispatched order: so many of each line, by primary key; the order stays paid.

        Lines in `restocked` go back into stock. Returns what was written: nothing, if the form was sent before.
        Raises InvalidTransition, WrongLines for no line or one of another order, and MoreThanSold if more would
        have come back than was sold.
        """
        with transaction.atomic():
            self._lock(Status.PAID)
            if form_key and self.returns.filter(form_key=form_key).exists():
                return []
            if not self.dispatched_at:
                raise InvalidTransition(f"{self.number} has not been dispatched")
            lines = [line for line in self.items.prefetch_related("returns") if line.pk in quantities]
            if not lines or len(lines) < len(quantities):
                raise WrongLines(f"{self.number}: {sorted(quantities)}")
            number = f"{self.number}/{self.events.exclude(return_number='').count() + 1}"
            how: dict[str, Any] = {"number": number, "by": by, "form_key": form_key, "created_at": clock.now()}
            rows = [line.come_back(quantities[line.pk], is_restocked=line.pk in restocked, **how) for line in lines]
            step = {"from_status": Status.PAID, "to_status": Status.PAID}
            self.events.create(**step, by=by, created_at=how["created_at"], return_number=number)
            to_stock = {line.product_id: quantities[line.pk] for line in lines if line.pk in restocked}
            stock.take_back(to_stock, order_number=self.number, return_number=number, staff_member=by)
            Invoice.objects.credit(self, number)
            transaction.on_commit(partial(log_event, "order returned", order=self.number, by=by.pk))
        return rows

    def _lock(self, expected: Status | None = None) -> None:
        """Locks the row and reads it again. Raises InvalidTransition if another request changed the status first."""
        self.refresh_from_db(from_queryset=Order.objects.select_for_update())
        if expected and self.status != expected:
            raise InvalidTransition(f"{self.number} is {self.status}")

    def _cancel(self, moment: datetime, *, by: User | None) -> None:
        self.cancelled_at = moment
        self._move(Status.CANCELLED, "cancelled_at", by=by)
        quantities = dict(self.items.values_list("product_id", "quantity"))
        stock.give_back(quantities, order_number=self.number)

    def _move(self, status: Status, time_field: str, *, by: User | None) -> None:
        before, self.status = self.status, status
        fields = ["status", "cancelled_at", time_field]
        # Closing an account (orders/account_closure.py) kept the address of orders not yet dispatched.
        if not self.is_owed and is_closed(self.user_id):
            fields += PERSONAL
            for name in PERSONAL:
                setattr(self, name, "")
        self.save(update_fields=fields)
        self.events.create(from_status=before, to_status=status, by=by, created_at=getattr(self, time_field))
        if before != Status.PAID and status == Status.PAID:
            Invoice.objects.issue(self)
        verb = time_field.removesuffix("_at")
        transaction.on_commit(partial(log_event, f"order {verb}", order=self.number, by=by and by.pk))
