"""The devices of an account. Each code works once, because its device is locked while it is checked."""

import secrets
from base64 import b32encode
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from shop.logs import log_event

TIME_TO_SET_UP = timedelta(minutes=15)
RECOVERY_CODES = 10
# Fifty bits. Without letters that are taken for another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


def begin(user: User) -> None:
    """A new device, which counts for nothing until its first code was typed. There is one at a time."""
    with transaction.atomic():
        lock(user.pk)
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def lock(user_pk: int) -> None:
    """Locks the account: whatever else sets up a phone for it waits."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=user_pk)


def begun(user: User) -> TOTPDevice | None:
    """The device that is being set up. Its secret is shown for a quarter of an hour, and beside no other's."""
    if device_of(user):
        return None
    since = timezone.now() - TIME_TO_SET_UP
    return TOTPDevice.objects.filter(user=user, confirmed=False, created_at__gt=since).first()


def device_of(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def secret_of(device: TOTPDevice) -> str:
    """In groups of four letters, for an app that cannot scan."""
    letters = b32encode(device.bin_key).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def drawing_of(device: TOTPDevice) -> SafeString:
    """The QR code, as SVG that needs no style: dark on light in either colour scheme, or no phone reads it."""
    # Imported late: it is a MiB of every server, and drawn once for each member of staff.
    import segno

    picture = segno.make(device.config_url, error="m", micro=False)
    return mark_safe(picture.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None))  # noqa: S308  # drawn by us


def confirm(device: TOTPDevice, typed: str) -> Device | None:
    """The device, if its first code was typed: from now on it is asked for."""
    with transaction.atomic():
        lock(device.user_id)
        others = TOTPDevice.objects.filter(user_id=device.user_id).exclude(pk=device.pk)
        locked = TOTPDevice.objects.select_for_update().filter(pk=device.pk, confirmed=False).first()
        # One that stands is replaced by nobody who has not removed it, which asks for its code.
        if locked is None or others.filter(confirmed=True).exists() or not locked.verify_token(bare(typed)):
            return None
        others.delete()
        locked.confirmed = True
        locked.save(update_fields=["confirmed"])
    log_event("second factor set up", user=device.user_id)
    return locked


def make_recovery_codes(user: User) -> list[str]:
    """New codes, which are shown this once: only their digests are stored. Those of before work no more."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        # The device stays: a session that has passed with it has passed.
        paper = StaticDevice.objects.get_or_create(user=user, name="paper")[0]
        paper.token_set.all().delete()
        StaticToken.objects.bulk_create(StaticToken(device=paper, token=digest(user, code)) for code in codes)
    log_event("recovery codes made", user=user.pk)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def digest(user: User, code: str, key: str | None = None) -> str:
    """By a former SECRET_KEY, if one is given. As long as its column of django-otp is."""
    return salted_hmac("recovery code", f"{user.pk}:{code}", secret=key, algorithm="sha256").hexdigest()[:16]


def stored_as(user: User, code: str) -> list[str]:
    """How a recovery code may be stored: by today's key, or by one of before."""
    return [digest(user, code, key) for key in (None, *settings.SECRET_KEY_FALLBACKS)]


def bare(typed: str) -> str:
    return "".join(typed.split()).replace("-", "").lower()


def accept(user: User, typed: str) -> Device | None:
    """The device whose code it is, which is used up by this; None if it is wrong or was used before."""
    code = bare(typed)
    is_of_app = code.isdecimal()
    model: type[Device] = TOTPDevice if is_of_app else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        tokens = [code] if is_of_app else stored_as(user, code)
        if device is None or not any(device.verify_token(token) for token in tokens):
            return None
    if not is_of_app:
        log_event("recovery code used", user=user.pk, left=recovery_codes_left(user))
    return device


def remove(user: User, *, by: User | None) -> bool:
    """Removes the devices of an account; `by` is None for the command. Whether there were any."""
    with transaction.atomic():
        removed = TOTPDevice.objects.filter(user=user).delete()[0] + StaticDevice.objects.filter(user=user).delete()[0]
    if removed:
        log_event("second factor removed", user=user.pk, by=by.pk if by else "command")
    return bool(removed)
