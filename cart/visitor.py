"""Who a visitor is and what is in their cart, by their cookies: two statements at most, without Django's middlewares.

For kept pages (shop/kept). Whatever is not quite usual is None: then Django answers, by its own rules.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from cart.owner import guest_token
from pages.current import business
from shop.asked_again import rows_of
from shop.visitor import Visitor

AVAILABLE = "products ON products.id = carts.product_id AND products.is_public AND products.stock > 0"
USER = f"""
    SELECT django_session.session_data, users.password, users.is_active, users.is_staff,
        carts.quantity, products.stock, products.price
    FROM django_session LEFT JOIN users ON users.id = %s
        LEFT JOIN carts ON carts.user_id = users.id LEFT JOIN {AVAILABLE}
    WHERE django_session.session_key = %s AND django_session.expire_date > %s
"""  # noqa: S608  # nothing of a visitor is put into it
GUEST = f"""
    SELECT carts.quantity, products.stock, products.price FROM carts JOIN {AVAILABLE} WHERE carts.token = %s
"""  # noqa: S608  # nothing of a visitor is put into it
KEY_LETTERS = 32
MOST_REMEMBERED = 1000
# Messages that are too long for their cookie are in the session.
MESSAGES = "_messages"

Line = tuple[int, int | None, Decimal | float]


def visitor_of(cookies: dict[str, str]) -> Visitor | None:
    """The visitor of these cookies; None for staff, for a session that has ended, and for one with messages."""
    if settings.SESSION_COOKIE_NAME not in cookies:
        return _guest(cookies)
    session, rows = _session_and_user(cookies[settings.SESSION_COOKIE_NAME])
    if not session or MESSAGES in session:
        return None
    return _user(session, rows) if SESSION_KEY in session else _guest(cookies)


# The user of each session that was seen, so that one statement asks for both. It is only a guess: the session decides.
_users: dict[str, int] = {}


def _session_and_user(key: str) -> tuple[Mapping[str, Any], list[tuple]]:
    """What a session holds, and its user with each line of their cart; nothing if there is no such session."""
    if len(key) != KEY_LETTERS or not (key.isascii() and key.isalnum()):
        return {}, []
    guess, now = _users.get(key), connection.ops.adapt_datetimefield_value(timezone.now())
    rows = rows_of(USER, (guess, key, now))
    session = _decoded(rows[0][0]) if rows else {}
    user = int(session.get(SESSION_KEY, 0))
    if user and user != guess:
        if len(_users) >= MOST_REMEMBERED:
            _users.clear()
        _users[key] = user
        rows = rows_of(USER, (user, key, now))
    return session, rows


@lru_cache(maxsize=MOST_REMEMBERED)
def _decoded(data: str) -> Mapping[str, Any]:
    return SessionStore().decode(data)


def _user(session: Mapping[str, Any], rows: list[tuple]) -> Visitor | None:
    """The shopper of a session, if Django would log them in without a change to it; None for staff."""
    if not rows or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    password, is_active, is_staff = rows[0][1:4]
    if password is None or is_staff or not is_active:
        return None
    # A session of a former SECRET_KEY is renewed by Django.
    right = get_user_model()(password=password).get_session_auth_hash()
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), right):
        return None
    return _with_cart(row[4:] for row in rows)


def _guest(cookies: dict[str, str]) -> Visitor:
    request = HttpRequest()
    request.COOKIES = cookies
    token = guest_token(request)
    return _with_cart(rows_of(GUEST, (token,)), is_authenticated=False) if token else Visitor()


def _with_cart(lines: Iterable[Line], *, is_authenticated: bool = True) -> Visitor:
    """The same count and total as `Cart` has, of those lines that are available."""
    available = [(min(quantity, stock), price) for quantity, stock, price in lines if stock]
    # SQLite gives a float. Nine digits of it are exact.
    total = sum((count * Decimal(str(price)) for count, price in available), Decimal(0))
    count = sum(count for count, _price in available)
    return Visitor(is_authenticated, count, total, business().vat_rate if count else None)
