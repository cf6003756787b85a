"""manage.py tidy: once a minute, beside the shop."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from orders.housekeeping import tidy

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Cancels orders past their deadline; drops old guest carts and sessions. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Stay, and tidy again and again.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["every"]:
            self.once()
        while options["every"]:
            self.once_whatever_happens()
            time.sleep(options["every"])

    def once_whatever_happens(self) -> None:
        """One round; what fails is tried again in the next."""
        try:
            # Otherwise a connection that the database has closed would be reused for ever.
            close_old_connections()
            self.once()
        except OperationalError as error:
            self.stderr.write(f"tidy: the database does not answer, trying again later ({type(error).__name__})")
        except Exception:
            logger.exception("tidy: this round failed, trying again later")

    def once(self) -> None:
        done = tidy()
        self.stdout.write(
            f"cancelled {done.orders} orders, dropped {done.cart_lines} cart lines and {done.sessions} sessions"
        )
