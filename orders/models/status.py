"""The statuses of an order, their words, and what is raised where a status does not allow a verb."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    PENDING = "pending", _("Waiting for payment")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


ON_ITS_WAY = _("Paid and on its way")
TONES: dict[str, str] = {Status.PENDING: "warn", Status.PAID: "good", Status.CANCELLED: "off"}


class InvalidTransition(Exception):
    """The order's status does not allow this verb. Nothing was changed."""


class MoreThanSold(Exception):
    """Not so many of this line can come back. Nothing was changed. Arguments: its name, and how many can."""


class WrongLines(Exception):
    """No line is named, or one that is not of this order. Nothing was changed."""


class AddressErased(InvalidTransition):
    """Nobody knows where this order would go: its account was closed. Nothing was changed."""


class PaymentExpired(InvalidTransition):
    """The payment deadline has passed. The order was cancelled instead, and its stock returned."""
