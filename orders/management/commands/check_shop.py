"""manage.py check_shop: names what is inconsistent, after warnings that do not change the exit code.

With --open: what is missing before the shop may open.
"""

import sys
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from catalog.consistency import faults_of_files, ill_proportioned
from orders.consistency import inconsistencies
from orders.consistency.invoices import doubts_of_invoices
from shop.consistency import faults_of_schema
from shop.health import NOT_READY, state_of_database
from shop.models import TaskRun
from shop.opening import missing
from shop.outages import told
from shop.whole_tables import reading_whole_tables


class Command(BaseCommand):
    help = "Names what is inconsistent (tables, totals, ledger, statuses, texts, files); exits 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--photographs", action="store_true", help="Also decode every file of a photograph.")

        parser.add_argument(
            "--open", action="store_true", help="Name what is missing before the shop may open, and nothing else."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = self.missing() if options["open"] else self.inconsistencies(decode=options["photographs"])
        if found:
            sys.exit(1)

    def inconsistencies(self, *, decode: bool) -> int:
        lacking = 0
        try:
            with reading_whole_tables():
                # First: without a column, its rows cannot be asked for.
                lacking = self.name(faults_of_schema())
                for doubt in chain(ill_proportioned(), doubts_of_invoices()):
                    self.stdout.write(f"warning: {doubt}")
                count = lacking + self.name(inconsistencies())
        except DatabaseError as error:
            if not lacking:
                raise
            raise CommandError(f"Mend this first, or run migrate: not all rows can be read ({told(error)})") from error
        # Afterwards: to decode all files takes long, and no transaction should.
        count += self.name(faults_of_files(decode=decode))
        TaskRun.record("check_shop", failures=count)
        self.stdout.write(f"{count} inconsistencies")
        return count

    def name(self, faults: Iterable[str]) -> int:
        """Prints them, and returns how many they are."""
        count = 0
        for count, fault in enumerate(faults, start=1):  # noqa: B007  # used after the loop
            self.stdout.write(fault)
        return count

    def missing(self) -> int:
        if not state_of_database().is_ready:
            raise CommandError(NOT_READY)
        lacking = missing()
        for one in lacking:
            self.stdout.write(f"{one.what}: {one.how}")
        self.stdout.write(f"{len(lacking)} missing")
        return len(lacking)
