"""Owners of the shop: who may give rights to others. There is always one who can log in.

Whoever takes something from another account holds their own row while they do, and is an owner still; whoever closes
their own holds that of another owner. Rows are locked in the order of their keys.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User

# Whoever has no password has no way to get one but through another owner.
OWNERS = Q(is_superuser=True, is_staff=True, is_active=True) & ~Q(password__startswith="!")  # noqa: S106  # a mark, not a password
# What makes an account what it was when its request began.
SAME = ("is_active", "is_staff", "is_superuser", "password")


class LastOwner(Exception):
    """Nobody else could give rights to others."""


def lock_with_reader(reader: Any, pk: Any) -> None:
    """In a transaction: locks the account that is to be changed and that of who changes it.

    Raises PermissionDenied if the latter was taken something from in the meantime.
    """
    rows = User.objects.select_for_update(no_key=True).filter(pk__in={reader.pk, pk}).order_by("pk")
    now = {row.pk: row for row in rows}.get(reader.pk)
    if now is None or any(getattr(now, name) != getattr(reader, name) for name in SAME):
        raise PermissionDenied("the rights of who asks for this were changed in the meantime")


def lock_leaving(user: User) -> None:
    """In a transaction: locks an account that is to be closed, that of an owner with the other owners'.

    Raises LastOwner.
    """
    leaving = Q(pk=user.pk)
    rows = User.objects.select_for_update(no_key=True).filter(leaving | OWNERS if user.is_superuser else leaving)
    found = {row.pk: row for row in rows.order_by("pk")}
    # Who was made an owner in the meantime has locked no other one.
    if found[user.pk].is_superuser and len(found) == 1:
        raise LastOwner
