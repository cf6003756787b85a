"""Logging in merges the guest's cart into the user's. A signal, because accounts must not know the cart."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cart.contents import merge
from cart.owner import forget_guest, guest_token
from cart.words import cuts, with_quantities


@receiver(user_logged_in)
def merge_guest_cart(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    token = guest_token(request)
    if token is None:
        return
    changes = merge(token, user.pk)
    forget_guest(request)
    if changes:
        messages.info(request, _("Still in your cart: %s.") % with_quantities(changes))
    for cut in cuts(changes):
        messages.warning(request, cut)
