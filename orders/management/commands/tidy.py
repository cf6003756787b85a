"""manage.py tidy: once a minute, beside the shop. Between its rounds it sends mail."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, OutputWrapper
from django.db import close_old_connections

from accounts.password_reset import send_links
from orders.housekeeping import ClockGuard, tidy
from shop.outages import is_outage, told

logger = logging.getLogger(__name__)

# How often, in seconds, it looks for mail to send.
MAIL_EVERY = 2


class Command(BaseCommand):
    help = "Cancels orders past their deadline; drops old guest carts and sessions; sends mail. Safe to run twice."
    # Some of Django's checks ask the database, which may be down when this starts.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Stay, and tidy again and again.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.tells_of_nothing = options["verbosity"] > 0
        if not options["every"]:
            self.once()
            self.send_mail()
        guard = ClockGuard()
        while options["every"]:
            self.whatever_happens(lambda: self.once_by(guard))
            self.send_mail_for(options["every"])

    def send_mail_for(self, seconds: float) -> None:
        """Until the next round: what is asked for meanwhile, every two seconds."""
        end = time.monotonic() + seconds
        can_send = True
        while (left := end - time.monotonic()) > 0:
            can_send = can_send and self.whatever_happens(self.send_mail)
            time.sleep(min(left, MAIL_EVERY) if can_send else left)

    def whatever_happens(self, work: Callable[[], None]) -> bool:
        """Whether it was done; what fails is tried again in the next round."""
        try:
            # Otherwise a connection that the database has closed would be reused for ever.
            close_old_connections()
            work()
        except Exception as error:  # tidy goes on whatever one round met
            if is_outage(error):
                say(self.stderr, f"tidy: the database does not answer, trying again later ({told(error)})")
            else:
                logger.exception("tidy: this round failed, trying again later")
            return False
        return True

    def once_by(self, guard: ClockGuard) -> None:
        """One round, if the clock can be trusted."""
        if guard.is_trusted():
            self.once()

    def once(self) -> None:
        done = tidy()
        if self.tells_of_nothing or done.orders or done.cart_lines or done.sessions:
            say(
                self.stdout,
                f"cancelled {done.orders} orders, dropped {done.cart_lines} cart lines and {done.sessions} sessions",
            )

    def send_mail(self) -> None:
        if sent := send_links():
            say(self.stdout, f"sent {sent} mails")


def say(stream: OutputWrapper, words: str) -> None:
    """Writes a line. Where it cannot be written, as on a full disk, the work goes on without it."""
    with suppress(OSError):
        stream.write(words)
