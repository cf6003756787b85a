"""manage.py refresh_search: rebuilds the search index of all shades, and the search texts of all orders."""

from typing import Any

from catalog.management.progress import ProgressCommand
from catalog.models.search_index import refresh_search
from orders.models import Order
from orders.search import refresh


class Command(ProgressCommand):
    help = "Fills the search texts and the search words anew: after SQL or bulk updates. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        is_quiet = not options["verbosity"]
        refreshed = refresh_search() if is_quiet else refresh_search(progress=self.show)
        orders = refresh(Order)
        if is_quiet:
            return
        texts = f"{refreshed.changed} of {refreshed.products} texts were refreshed"
        self.stdout.write(f"{texts}, {refreshed.words} words are known")
        self.stdout.write(f"{orders} texts of orders were refreshed")
