"""Consistency of accounts: rules that no constraint can express, checked over all rows."""

from collections.abc import Iterator

from accounts.addresses import normalise_email
from accounts.models import User


def addresses() -> Iterator[str]:
    """One line for each mailbox whose address is not normalised, which is so where it has two accounts."""
    mailboxes: dict[str, list[tuple[int, str]]] = {}
    for pk, email in User.objects.order_by("pk").values_list("pk", "email").iterator():
        mailboxes.setdefault(normalise_email(email), []).append((pk, email))
    for spelling, accounts in mailboxes.items():
        if len(accounts) > 1:
            named = ", ".join(f"{pk} ({email})" for pk, email in accounts)
            yield f"accounts {named}: one mailbox, {spelling}, has {len(accounts)} accounts"
        elif accounts[0][1] != spelling:
            yield f"account {accounts[0][0]} ({accounts[0][1]}): its address is not written {spelling}"
