"""manage.py check_shop: names what is inconsistent."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from orders.consistency import inconsistencies


class Command(BaseCommand):
    help = "Names what is inconsistent (totals, ledger, states); exits 1 if anything is."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for fault in inconsistencies():
            count += 1
            self.stdout.write(fault)
        self.stdout.write(f"{count} inconsistencies")
        if count:
            sys.exit(1)
