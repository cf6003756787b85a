"""manage.py seed_words: loads the demo texts and the demo business data into a shop that has none."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.demo.seed import seed_words
from shop.turns import one_at_a_time


class Command(BaseCommand):
    help = "Loads seven demo pages and demo business data, each marked as such, where the shop has none of its own."

    def handle(self, *args: Any, **options: Any) -> None:
        with one_at_a_time("seed_words"):
            pages, has_business = seed_words()
        if options["verbosity"]:
            data = "new" if has_business else "as they were"
            self.stdout.write(f"{pages} pages are new; the business data are {data}")
