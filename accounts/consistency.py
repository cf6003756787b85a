"""Consistency of accounts: rules that no constraint can express, checked over all rows."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Count, Q
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.addresses import normalise_email
from accounts.models import User
from shop.consistency import found


def faults_of_accounts() -> Iterator[str]:
    yield from addresses()
    # Django keeps "<algorithm>$…", or "!…" for an account without a password.
    hashed = Q(password__contains="$") | Q(password__startswith="!")  # noqa: S106  # a mark, not a password
    yield from found(User.objects.exclude(hashed).order_by("pk"), "account {pk} ({email}): its password is no hash")
    devices = TOTPDevice.objects.filter(confirmed=True).order_by().values("user_id").annotate(n=Count("pk"))
    yield from found(
        devices.filter(n__gt=1).order_by("user_id"), "account {user_id}: {n} apps make codes for it, and one counts"
    )


def addresses() -> Iterator[str]:
    """One line for each mailbox whose address is not normalised, which is so where it has two accounts.

    Only those that are not normalised are kept in memory; the database finds the others by their address.
    """
    odd: dict[str, list[tuple[int, str]]] = {}
    for pk, email in User.objects.order_by("pk").values_list("pk", "email").iterator():
        if (spelling := normalise_email(email)) != email:
            odd.setdefault(spelling, []).append((pk, email))
    for batch in _batches(list(odd)):
        for pk, email in User.objects.filter(email__in=batch).values_list("pk", "email"):
            odd[email].append((pk, email))
    for spelling, accounts in odd.items():
        if len(accounts) > 1:
            named = ", ".join(f"{pk} ({email})" for pk, email in sorted(accounts))
            yield f"accounts {named}: one mailbox, {spelling}, has {len(accounts)} accounts"
        else:
            yield f"account {accounts[0][0]} ({accounts[0][1]}): its address is not written {spelling}"


def _batches(spellings: list[str], size: int = 500) -> Iterator[list[str]]:
    for _number, batch in groupby(enumerate(spellings), key=lambda pair: pair[0] // size):
        yield [spelling for _place, spelling in batch]
