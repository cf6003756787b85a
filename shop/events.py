"""What the log keeps of people: who logged in, who failed to, who logged out, and what staff changed."""

from functools import partial
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from shop.logs import log_event
from shop.visitors import network_of

ACTIONS = {ADDITION: "added", CHANGE: "changed", DELETION: "deleted"}


@receiver(user_logged_in)
def log_login(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    log_event("logged in", user=user.pk, is_staff=user.is_staff, network=request and network_of(request))


@receiver(user_logged_out)
def log_logout(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    log_event("logged out", user=user and user.pk, network=request and network_of(request))


@receiver(user_login_failed)
def log_failed_login(sender: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    # Not what was typed: it may be a password in the wrong field.
    log_event("login failed", network=request and network_of(request))


@receiver(post_save, sender=LogEntry)
def log_staff_change(sender: Any, instance: LogEntry, **kwargs: Any) -> None:
    log_entry(instance)


def log_entry(entry: LogEntry) -> None:
    """A line for an entry of the admin's log, which has the details."""
    kind = ContentType.objects.get_for_id(entry.content_type_id).model if entry.content_type_id else ""
    what = f"staff {ACTIONS.get(entry.action_flag, 'changed')} {kind}"
    transaction.on_commit(partial(log_event, what, by=entry.user_id, row=str(entry.object_id)))
