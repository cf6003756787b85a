"""Whether a member of staff must pass a second factor before the admin opens (shop/staff/site.py).

The pages are in accounts/second_factor, the tables are django-otp's.
"""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from shop.responses import SeeOther

# Read with the account of a session, as `has_second_factor`.
HAS_DEVICE = Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def has_device(user: Any) -> bool:
    """Asks the database only of an account that was not read from a session."""
    if not hasattr(user, "has_second_factor"):
        return TOTPDevice.objects.filter(user_id=user.pk, confirmed=True).exists()
    return bool(user.has_second_factor)


def is_passed(user: Any) -> bool:
    """Whether this session has passed it, with a device that is still there."""
    return user.is_verified()


def is_wanted(user: Any) -> bool:
    """Whether this session has yet to pass it: the account has one, or each member of staff must have one."""
    return not is_passed(user) and (settings.STAFF_SECOND_FACTOR or has_device(user))


def lead_there(request: HttpRequest) -> HttpResponse:
    """To the page that asks for a code; who has no device yet, to the page that sets one up."""
    page = "accounts:code" if has_device(request.user) else "second_factor:second_factor"
    here = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("admin:index")
    return SeeOther(f"{reverse(page)}?next={quote(here)}")
