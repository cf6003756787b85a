"""Personal data of an order, with notes on the person; of a closed account, kept only until the order is dispatched."""

from accounts.models import User

PERSONAL = ("name", "phone", "street", "postcode", "city", "staff_note")


def closed_address(user_id: int) -> str:
    """The placeholder e-mail of a closed account, so that the person's own address can be used again."""
    return f"closed-{user_id}@invalid"


def is_closed(user_id: int) -> bool:
    return User.objects.filter(pk=user_id, email=closed_address(user_id)).exists()
