"""The phone of a member of staff, and a browser in which the second factor is set up."""

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.second_factor import codes
from accounts.tests.factories import PASSWORD
from shop.tests.pages import browser


def code_of(user, *, after=0):
    """The code that the phone of the user shows now, or `after` so many steps of half a minute."""
    totp = TOTP(TOTPDevice.objects.get(user=user).bin_key)
    return f"{totp.token() if not after else _later(totp, after):06}"


def _later(totp, steps):
    totp.drift = steps
    return totp.token()


def set_up(user):
    """Gives the user a phone, whose first code is used up. Returns the recovery codes."""
    codes.begin(user)
    device = codes.begun(user)
    assert codes.confirm(device, code_of(user))
    return codes.make_recovery_codes(user)


def log_in(user, address="/auth/login/", password=PASSWORD, client=None, **data):
    """A browser after the password, and its answer."""
    client = client or browser()
    return client, client.post(address, {"username": user.email, "password": password, **data})
