"""manage.py check_shop: names what is inconsistent, after warnings that do not change the exit code."""

import sys
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.consistency import faults_of_files, ill_proportioned
from orders.consistency import inconsistencies
from shop.consistency import faults_of_schema
from shop.models import TaskRun


class Command(BaseCommand):
    help = "Names what is inconsistent (tables, totals, ledger, statuses, texts, files); exits 1 if anything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--photographs", action="store_true", help="Also decode every file of a photograph.")

    def handle(self, *args: Any, **options: Any) -> None:
        for doubt in ill_proportioned():
            self.stdout.write(f"warning: {doubt}")
        count = 0
        files = faults_of_files(decode=options["photographs"])
        for fault in chain(faults_of_schema(), inconsistencies(), files):
            count += 1
            self.stdout.write(fault)
        TaskRun.record("check_shop", failures=count)
        self.stdout.write(f"{count} inconsistencies")
        if count:
            sys.exit(1)
