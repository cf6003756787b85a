"""Whose cart is this request's: the user's, or that of a guest who carries a token in a signed cookie."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from cart.models import CartItem, CartItemQuerySet
from shop.cookies import SignedCookie
from shop.responses import GetResponse
from shop.statements import ONE_PLAN, Statement

COOKIE = SignedCookie(settings.CART_COOKIE_NAME, salt="cart.owner", seconds=settings.CART_DAYS * 86400)


LINES = {
    "user_id": Statement(lambda pk: CartItem.objects.filter(user=pk).select_related("product").order_by("pk")),
    "token": Statement(lambda token: CartItem.objects.filter(token=token).select_related("product").order_by("pk")),
}


@dataclass(frozen=True)
class Owner:
    """A user, or a guest with a token; with neither, the cart is empty and has no rows."""

    user_id: int | None = None
    token: str | None = None

    @property
    def key(self) -> dict[str, Any]:
        """The column values of this owner's rows."""
        return {"user_id": self.user_id} if self.user_id else {"token": self.token}

    @property
    def is_nobody(self) -> bool:
        """Whether the visitor has no cart yet, or a browser that keeps no cookie."""
        return not (self.user_id or self.token)

    def lines(self) -> list[CartItem]:
        """The lines with their products, in the order in which they were added."""
        [(column, value)] = self.key.items()
        return [] if self.is_nobody else LINES[column](value)

    def items(self) -> CartItemQuerySet:
        if self.is_nobody:
            return CartItem.objects.none()
        return CartItem.objects.filter(**self.key)


@contextmanager
def locked(owner: Owner) -> Iterator[None]:
    """A transaction that locks the cart: the first lock in the order cart, order, products by primary key.

    A user's cart is locked by the user's row. A guest's needs none: its rows are upserted.
    """
    with transaction.atomic():
        if owner.user_id:
            lock_user(owner.user_id)
        yield


def user_to_lock(pk: Any) -> QuerySet[Any]:
    # `no_key`, so that inserting an order does not wait.
    rows = get_user_model().objects.select_for_update(no_key=True).only("pk").filter(pk=pk)
    # What follows under the lock of a cart is found by keys, whichever they are.
    return rows.annotate(one_plan=ONE_PLAN) if connection.vendor == "postgresql" else rows


LOCKED = Statement(user_to_lock)


def lock_user(user_id: int) -> None:
    """Locks the row of a user, and with it the user's cart."""
    LOCKED(user_id)


def owner_of(request: HttpRequest) -> Owner:
    """The owner of this request's cart. Read-only: creates no token."""
    if request.user.is_authenticated:
        return Owner(user_id=request.user.pk)
    return Owner(token=guest_token(request))


def owner_to_write(request: HttpRequest) -> Owner:
    """The owner for a first add: a guest without a token gets one, which `remember_guest` puts into the cookie."""
    owner = owner_of(request)
    return Owner(token=secrets.token_urlsafe(32)) if owner.is_nobody else owner


def guest_token(request: HttpRequest) -> str | None:
    """The token in the signed cookie; None without a cookie, or if it was tampered with."""
    return COOKIE.read(request) or None


def remember_guest(request: HttpRequest, owner: Owner) -> None:
    """After a change to the cart: the response sets the guest's cookie, or renews it for 14 more days."""
    if owner.token:
        request.cart_token = owner.token  # type: ignore[attr-defined]  # our own attribute


def forget_guest(request: HttpRequest) -> None:
    """The response deletes the cookie: the guest's cart has become a user's."""
    request.cart_token = ""  # type: ignore[attr-defined]  # our own attribute


def cart_cookie(get_response: GetResponse) -> GetResponse:
    """Sets, renews or removes the cookie of a guest's cart, only if a view has asked for it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        token = getattr(request, "cart_token", None)
        if token:
            COOKIE.set(response, token)
        elif token is not None:
            COOKIE.delete(response)
        return response

    return middleware
