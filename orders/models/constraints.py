"""Constraints and indexes of the table `orders`."""

from datetime import timedelta

from django.db.models import BaseConstraint, CheckConstraint, F, Index, Q, UniqueConstraint

from orders.models.order_queries import NAMES_A_PERSON
from orders.models.payment import Payment
from orders.models.status import Status
from orders.vat import vat_rules
from shop.constraints import one_of_codes
from shop.money import LARGEST, SIGNS


def order_constraints() -> list[BaseConstraint]:
    return [
        UniqueConstraint(fields=["number"], name="orders_number_unique"),
        UniqueConstraint(fields=["user", "checkout_key"], name="orders_user_checkout_key_unique"),
        CheckConstraint(condition=Q(total_amount__gt=0), name="orders_total_above_zero"),
        # Cancelled orders that are too large are kept: SQLite had stored them before this rule existed.
        CheckConstraint(condition=Q(total_amount__lte=LARGEST) | Q(status="cancelled"), name="orders_total_fits"),
        *vat_rules("orders"),
        CheckConstraint(
            condition=Q(vat_rate__isnull=True, vat_amount__isnull=True)
            | Q(vat_rate__isnull=False, vat_amount__isnull=False),
            name="orders_vat_has_rate",
        ),
        one_of_codes("orders", "currency", SIGNS),
        one_of_codes("orders", "status", Status.values),
        CheckConstraint(
            condition=Q(status="paid", paid_at__isnull=False) | ~Q(status="paid") & Q(paid_at__isnull=True),
            name="orders_paid_has_time",
        ),
        CheckConstraint(
            condition=Q(status="cancelled", cancelled_at__isnull=False)
            | ~Q(status="cancelled") & Q(cancelled_at__isnull=True),
            name="orders_cancelled_has_time",
        ),
        CheckConstraint(condition=Q(dispatched_at__isnull=True) | Q(status="paid"), name="orders_dispatched_is_paid"),
        CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="orders_expires_later"),
        one_of_codes("orders", "payment", Payment.values),
        CheckConstraint(
            condition=Q(grace=timedelta(0)) | Q(payment="transfer", grace__gt=timedelta(0)),
            name="orders_grace_of_transfers",
        ),
    ]


def order_indexes() -> list[Index]:
    return [
        Index("user", F("created_at").desc(), name="orders_of_user"),
        Index("expires_at", name="orders_pending", condition=Q(status="pending")),
        Index("paid_at", "id", name="orders_to_dispatch", condition=Q(status="paid", dispatched_at__isnull=True)),
        # Takings are summed from it alone, on SQLite too, which has no INCLUDE.
        Index("paid_at", "total_amount", name="orders_paid_at", condition=Q(paid_at__isnull=False)),
        Index(F("created_at").desc(), F("id").desc(), name="orders_newest"),
        Index("created_at", name="orders_with_person", condition=NAMES_A_PERSON),
    ]
