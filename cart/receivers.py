"""Logging in merges the guest's cart into the user's. A signal, because accounts must not know the cart."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cart.models import CartItem
from cart.owner import forget_guest, guest_token, lock_user
from catalog.models import MAX_QUANTITY


@receiver(user_logged_in)
def merge_guest_cart(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    token = guest_token(request)
    if token is None:
        return
    changes = merge(token, user.pk)
    forget_guest(request)
    if changes:
        said = ", ".join(_("%(product)s (%(quantity)d)") % change for change in changes)
        messages.info(request, _("Your cart came with you: %s.") % said)


def merge(token: str, user_id: int) -> list[dict[str, Any]]:
    """Moves a guest's lines into a user's cart, once, and tells what changed there.

    The larger quantity wins, bounded by stock; the older price is kept, so that a price that changed since is still
    shown as changed. A second merge of the same token finds no lines.
    """
    with transaction.atomic():
        # The user's row first, then the guest's lines: the order that every writer of a cart keeps.
        lock_user(user_id)
        guest = list(
            CartItem.objects.select_for_update(of=("self",))
            .filter(token=token)
            .select_related("product")
            .order_by("pk")
        )
        own = {item.product_id: item for item in CartItem.objects.filter(user=user_id).select_related("product")}
        changes = []
        for item in guest:
            if item.product_id in own:
                before = own[item.product_id].quantity
                quantity = _join(own[item.product_id], item)
                if quantity == before:
                    continue
            else:
                quantity = _move(item, user_id)
            changes.append({"product": item.product, "quantity": quantity})
        CartItem.objects.filter(pk__in=[item.pk for item in guest], token=token).delete()
        return changes


def _bounded(quantity: int, item: CartItem) -> int:
    # A line whose shade is gone stays, with one, so that the cart can say so.
    return max(1, min(quantity, item.available, MAX_QUANTITY))


def _join(own: CartItem, guest: CartItem) -> int:
    older = min(own, guest, key=lambda item: item.pk)
    own.quantity = _bounded(max(own.quantity, guest.quantity), own)
    own.price_when_added = older.price_when_added
    own.updated_at = timezone.now()
    own.save(update_fields=["quantity", "price_when_added", "updated_at"])
    return own.quantity


def _move(item: CartItem, user_id: int) -> int:
    item.quantity = _bounded(item.quantity, item)
    item.user_id, item.token, item.updated_at = user_id, None, timezone.now()
    item.save(update_fields=["quantity", "user", "token", "updated_at"])
    return item.quantity
