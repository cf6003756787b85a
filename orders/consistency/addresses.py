"""Where orders go, and what a closed account leaves behind."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from cart.models import CartItem
from orders.models import Order, Status
from orders.personal import PERSONAL, closed_address
from shop.consistency import found

# `closed_address` as an expression.
BEFORE, AFTER = closed_address(0).split("0")


def faults_of_addresses() -> Iterator[str]:
    """A paid, undispatched order has an address; other orders of a closed account have none, and it has no cart."""
    nowhere = Q(name="") | Q(street="") | Q(city="")
    yield from found(
        Order.objects.owed().filter(nowhere).order_by("pk"),
        "order {number}: it is paid and not dispatched, and nobody knows where it goes",
    )
    rest = reduce(or_, (~Q(**{name: ""}) for name in PERSONAL if name not in ("name", "staff_note")))
    yield from found(
        Order.objects.filter(rest, name="").order_by("pk"), "order {number}: its name is erased, and the address is not"
    )
    yield from closed_accounts()


def closed_accounts() -> Iterator[str]:
    address = Concat(Value(BEFORE), Cast("pk", CharField()), Value(AFTER))
    closed = User.objects.filter(email=address)
    kept = ~Q(**dict.fromkeys(PERSONAL, ""))
    orders = Order.objects.filter(kept, user__in=closed).order_by("pk")
    yield from found(
        orders.exclude(status=Status.PAID, dispatched_at=None),
        "order {number}: its account is closed, and it still says where it went",
    )
    pending = Order.objects.filter(user__in=closed, status=Status.PENDING).order_by("pk")
    yield from found(pending, "order {number}: its account is closed, and it is still pending")
    lines = CartItem.objects.filter(user__in=closed).order_by("pk")
    yield from found(lines, "cart line {pk}: its account is closed")
    without_password = Q(password__startswith="!")  # noqa: S106  # a mark, not a password
    usable = closed.filter(Q(is_active=True) | Q(is_staff=True) | ~without_password).order_by("pk")
    yield from found(usable.annotate(key=F("pk")), "account {key}: it is closed, and can still be used")
    for device in (TOTPDevice, StaticDevice):
        rows = closed.filter(Exists(device.objects.filter(user=OuterRef("pk")))).order_by("pk")
        yield from found(rows.annotate(key=F("pk")), "account {key}: it is closed, and has a second factor")
