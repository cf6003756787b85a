"""What an order says of a person. One of a closed account keeps it only while its parcel is owed."""

from accounts.models import User

PERSONAL = ("name", "phone", "street", "postcode", "city")


def closed_address(user_id: int) -> str:
    """The e-mail address of an account that was closed; that of the person is free again."""
    return f"closed-{user_id}@invalid"


def is_closed(user_id: int) -> bool:
    return User.objects.filter(pk=user_id, email=closed_address(user_id)).exists()
