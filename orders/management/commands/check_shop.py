"""manage.py check_shop: names what is inconsistent, after warnings that do not change the exit code."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from catalog.consistency import ill_proportioned
from orders.consistency import inconsistencies


class Command(BaseCommand):
    help = "Names what is inconsistent (totals, ledger, states, measures); exits 1 if anything is."

    def handle(self, *args: Any, **options: Any) -> None:
        for doubt in ill_proportioned():
            self.stdout.write(f"warning: {doubt}")
        count = 0
        for fault in inconsistencies():
            count += 1
            self.stdout.write(fault)
        self.stdout.write(f"{count} inconsistencies")
        if count:
            sys.exit(1)
