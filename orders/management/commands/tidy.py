"""manage.py tidy: once a minute, beside the shop."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError

from orders.housekeeping import tidy


class Command(BaseCommand):
    help = "Cancels orders past their deadline; drops old guest carts and sessions. Safe to run twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Stay, and tidy again and again.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.once()
        while options["every"]:
            time.sleep(options["every"])
            try:
                self.once()
            except OperationalError as error:
                # The database may be restarting; the next round finds what this one could not do.
                self.stderr.write(f"tidy: the database does not answer, trying again later ({type(error).__name__})")

    def once(self) -> None:
        done = tidy()
        self.stdout.write(
            f"cancelled {done.orders} orders, dropped {done.cart_lines} cart lines and {done.sessions} sessions"
        )
