"""Links to choose a new password, sent by mail.

A page only stores the address that was typed. So its answer takes as long for an address without an account, and a mail
server that does not answer takes no thread. `tidy` sends the mail, every few seconds.
"""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.addresses import mail_address
from accounts.models import PasswordResetRequest, User
from pages.current import business

logger = logging.getLogger(__name__)

# A mail that could not be sent is tried again after a minute, for an hour.
PAUSE = timedelta(minutes=1)
LONGEST = timedelta(hours=1)
# So many in one turn, so that other work does not wait for a slow mail server.
AT_ONCE = 20
# The first code of SMTP that says so (RFC 5321).
REFUSED_FOR_GOOD = 500


def ask_for_link(email: str, language: str) -> None:
    """Stores that a link was asked for: one row for an address, written alike whether or not it has an account."""
    asked = PasswordResetRequest(email=email, language=language)
    PasswordResetRequest.objects.bulk_create(
        [asked], update_conflicts=True, unique_fields=["email"], update_fields=["language"]
    )


def send_links() -> int:
    """Sends what is due and returns the number of mails. Stops at the first that the mail server does not take.

    An address that it refuses holds up no other: strangers register any, such as one of a domain that is not there.
    """
    now = timezone.now()
    sent = 0
    late, _ = PasswordResetRequest.objects.filter(created_at__lt=now - LONGEST).delete()
    if late:
        logger.error("%d mails with a link could not be sent within an hour and were dropped", late)
    for asked in PasswordResetRequest.objects.filter(due_at__lte=now).order_by("due_at")[:AT_ONCE]:
        if not is_ours(asked):
            continue
        try:
            sent += send_to_holders(asked)
        except SMTPRecipientsRefused as error:
            codes = {code for code, _words in error.recipients.values()}
            logger.warning("the mail server refuses an address (%s)", ", ".join(map(str, sorted(codes))))
            # Of 4xx it may think better.
            if min(codes) < REFUSED_FOR_GOOD:
                continue
        except Exception as error:  # whatever a mail backend raises
            logger.error(
                "the mail server does not take a mail, trying again later (%s: %s)", type(error).__name__, error
            )
            break
        asked.delete()
    return sent


def is_ours(asked: PasswordResetRequest) -> bool:
    """Whether no other process has taken it meanwhile. If this process ends before it is sent, it is due again."""
    taken = PasswordResetRequest.objects.filter(pk=asked.pk, due_at=asked.due_at)
    return taken.update(due_at=timezone.now() + PAUSE) == 1


def send_to_holders(asked: PasswordResetRequest) -> int:
    """A mail to the active account of the address, if it has a password at all; the number of mails."""
    holders = [user for user in User.objects.of_address(asked.email) if user.is_active and user.has_usable_password()]
    with translation.override(asked.language):
        for user in holders:
            send_link(user, asked.language)
    return len(holders)


def send_link(user: User, language: str) -> None:
    context = {
        "email": user.email,
        "site_name": str(business().shop_name),
        "site_url": settings.SITE_URL,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    subject = render_to_string("accounts/password_reset_subject.txt", context).strip()
    body = render_to_string("accounts/password_reset_email.txt", context)
    send_mail(subject, body, None, [mail_address(user.email)])
